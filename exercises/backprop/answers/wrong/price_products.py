# loses: q3
# hint: products counted
# says: They are not equally large
"""Five products against three."""
backprop_q3 = 5 / 3

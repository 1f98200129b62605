# loses: q4
# hint: option A
# says: has a 2
"""One share of two."""
backprop_q4 = "ABD"

# loses: q3
# hint: none
"""Too few digits."""
backprop_q3 = 1.1

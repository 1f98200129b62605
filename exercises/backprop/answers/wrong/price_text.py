# loses: q3
# hint: none
"""The number as a text."""
backprop_q3 = "1.116"

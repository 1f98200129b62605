# loses: q4
# hint: option D
# says: linear function of x
"""The rectifier is not needed."""
xor_q4 = "ACD"

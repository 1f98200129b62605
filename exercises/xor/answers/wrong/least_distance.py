# loses: q3
# hint: error of a point
# says: how far off
"""The error, not its square."""
xor_q3 = 0.5

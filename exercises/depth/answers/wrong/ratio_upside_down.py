# loses: q3
# hint: upside down
# says: turn it round
"""Deep over wide."""
depth_q3 = 1 / depth_q3

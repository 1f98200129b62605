# loses: q3
# hint: points for pieces
# says: one less than points
"""A unit a point."""
depth_q3 = parameters([1, 2**10 + 1, 1]) / parameters([1] + 10 * [2] + [1])

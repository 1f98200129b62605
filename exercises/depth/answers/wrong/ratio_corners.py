# loses: q3
# hint: corners for units
# says: for the first slope
"""A unit a corner."""
depth_q3 = parameters([1, 2**10 - 1, 1]) / parameters([1] + 10 * [2] + [1])

# loses: q3
# hint: one input a layer
# says: both units below
"""Ten tents that see one number each."""
depth_q3 = parameters([1, 2**10, 1]) / (10 * 4 + 3)

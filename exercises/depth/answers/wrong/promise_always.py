# loses: q4
# hint: option B
# says: best weights
"""The bound is taken for every network."""
depth_q4 = "ABD"

# loses: q4
# hint: none
"""A number."""
depth_q4 = 3

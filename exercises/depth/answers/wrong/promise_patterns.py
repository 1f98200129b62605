# loses: q4
# hint: option C
# says: nothing comes of it
"""Patterns are taken for pieces."""
depth_q4 = "ACD"

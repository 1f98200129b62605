# loses: q4
# hint: option D
# says: Into how many parts
"""The upper bound is left out."""
depth_q4 = "A"

# loses: q4
# hint: option B
# says: Is the size of the picture in it
"""Larger pictures need more weights."""
beyond_q4 = "ABD"

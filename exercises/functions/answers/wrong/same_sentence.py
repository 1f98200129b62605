# loses: q4
# hint: none
"""A word where letters are asked."""
functions_q4 = "none"

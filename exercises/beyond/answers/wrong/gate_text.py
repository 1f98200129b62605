# loses: q3
# hint: none
"""The number as a text."""
beyond_q3 = "4.968"

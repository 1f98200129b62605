# loses: q3
# hint: none
"""The bias of the chapter."""
beyond_q3 = 5

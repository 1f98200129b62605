# loses: q4
# hint: none
"""True and False where letters are asked."""
beyond_q4 = [True, False, False, True]

# loses: q4
# hint: none
"""Numbers in place of letters."""
xor_q4 = [1, 3]

# loses: q3
# hint: none
"""The right number, in a list."""
xor_q3 = [0.25]

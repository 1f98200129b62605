# loses: q3
# hint: none
"""A guess."""
xor_q3 = 0.3

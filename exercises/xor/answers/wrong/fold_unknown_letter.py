# loses: q4
# hint: none
"""There is no E."""
xor_q4 = "AE"

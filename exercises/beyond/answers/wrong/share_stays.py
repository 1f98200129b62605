# loses: q4
# hint: option A
# says: one place further on
"""The moved sign is left out."""
beyond_q4 = "D"

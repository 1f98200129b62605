# loses: q4
# hint: option D
# says: multiplied by the identity
"""The layer of the identity is left out."""
functions_q4 = "B"

# loses: q3
# hint: the gate itself
# says: Asked is its bias
"""F."""
beyond_q3 = 0.5 ** (1 / 100)

# loses: q4
# hint: option D
# says: near can it be to both
"""Universal is taken to mean everything."""
approximation_q4 = "BCD"

# loses: q4
# hint: option D
# says: asks for the mean
"""Squares have another minimum."""
costs_q4 = "BCD"

# loses: q4
# hint: option B
# says: measure it
"""Twice the pieces, half the error."""
approximation_q4 = "C"

# loses: q4
# hint: option C
# says: gives to a tail
"""Infinity is left out."""
costs_q4 = "B"

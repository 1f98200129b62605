# loses: q3
# hint: the other way round
# says: a minute too early costs four times
"""Prices exchanged."""
costs_q3 = 3.0

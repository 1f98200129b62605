# loses: q3
# hint: points counted
# says: needs no unit
"""Points for units."""
approximation_q3 = approximation_q3 + 1

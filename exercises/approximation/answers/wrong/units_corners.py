# loses: q3
# hint: corners counted
# says: makes the first slope
"""Corners for units."""
approximation_q3 = approximation_q3 - 1

# loses: q3
# hint: weights only
# says: a bias besides
"""Arrows alone."""
functions_q3 = 20 * 12 + 12 * 7 + 27 * 3

# loses: q3
# hint: skip forgotten
# says: without the arrows that skip
"""The formula for a chain."""
functions_q3 = sum((n + 1) * k for n, k in zip((20, 12, 7), (12, 7, 3)))

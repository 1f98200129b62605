# loses: q3
# hint: mean of the waits
# says: what the squared error asks for
"""The mean."""
costs_q3 = sum([2, 3, 3, 4, 6, 7, 9, 11, 15, 20, 24, 41]) / 12

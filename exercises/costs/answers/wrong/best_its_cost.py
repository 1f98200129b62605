# loses: q3
# hint: the cost itself
# says: Asked is the promise
"""The least cost."""
costs_q3 = 44 / 12

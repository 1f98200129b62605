# loses: q3
# hint: the longest wait
# says: not without end
"""Never late."""
costs_q3 = 41

# loses: q3
# hint: median of the waits
# says: both sides cost the same
"""The median."""
costs_q3 = 8

# loses: q4
# hint: option A
# says: three of them
"""Nine tenths is on the right side."""
costs_q4 = "ABC"

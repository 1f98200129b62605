# loses: q3
# hint: none
"""Two candidates in a list."""
costs_q3 = [15, 20]

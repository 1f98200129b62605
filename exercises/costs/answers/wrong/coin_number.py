# loses: q4
# hint: none
"""A number where letters are asked."""
costs_q4 = 0.7

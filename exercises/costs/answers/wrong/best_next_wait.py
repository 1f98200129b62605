# loses: q3
# hint: none
"""One wait too far: an index counted from 1."""
costs_q3 = 24

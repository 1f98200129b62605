# loses: q3
# hint: half at each step
# says: nothing is left
"""Half at each step: the bias 0."""
beyond_q3 = 0

# loses: q3
# hint: none
"""A function where its value is asked."""
approximation_q3 = lambda: 67

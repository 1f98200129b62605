# loses: q3
# hint: none
"""A list with the count of each layer."""
functions_q3 = [252, 91, 84]

# loses: q5
# hint: none
"""A number."""
worked_example_q5 = 1

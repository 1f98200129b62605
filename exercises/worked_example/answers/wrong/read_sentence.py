# loses: q5
# hint: none
"""A sentence."""
worked_example_q5 = "A and C"

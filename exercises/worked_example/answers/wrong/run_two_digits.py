# loses: q4
# hint: none
"""Two digits only."""
worked_example_q4 = 0.03

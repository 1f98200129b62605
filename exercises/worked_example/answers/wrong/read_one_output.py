# loses: q5
# hint: option B
# says: two shares
"""Only one output is seen."""
worked_example_q5 = "ABC"

# loses: q5
# hint: option C
# says: divide one by the other
"""The ratio is not seen."""
worked_example_q5 = ["A"]

# loses: q5
# hint: option D
# says: another slope below 1/4
"""The hidden layer is thought to learn faster."""
worked_example_q5 = "D"

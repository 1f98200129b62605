# loses: q4
# hint: option D
# says: may be negative
"""A negative weight is not thought of."""
perceptron_q4 = "B"

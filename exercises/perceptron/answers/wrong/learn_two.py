# loses: q4
# hint: option C
# says: needed two hidden units
"""Exactly two is taken for learnable."""
perceptron_q4 = "BCD"

# loses: q4
# hint: option A
# says: hold x_3 at 0
"""Parity is taken for learnable."""
perceptron_q4 = "ABD"

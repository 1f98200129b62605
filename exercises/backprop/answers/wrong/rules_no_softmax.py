# loses: q4
# hint: option D
# says: Sum them with G
"""No rule for the softmax."""
backprop_q4 = "B"

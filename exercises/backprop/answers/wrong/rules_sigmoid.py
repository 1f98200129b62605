# loses: q4
# hint: option C
# says: the rule of a sigmoid
"""The diagonal alone."""
backprop_q4 = ["B", "C"]

# loses: q3
# hint: outputs read the inputs only
# says: on top of them
"""The outputs read past the hidden layers only."""
functions_q3 = 12 * 21 + 7 * 13 + 3 * 21

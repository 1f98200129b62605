# loses: q3
# hint: biases left out
# says: Count the biases too
"""The weights alone."""
depth_q3 = (2 * 2**10) / (2 + 9 * 4 + 2)

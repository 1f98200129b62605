# loses: q3
# hint: pieces added
# says: A fold doubles
"""Twenty pieces."""
depth_q3 = parameters([1, 20, 1]) / parameters([1] + 10 * [2] + [1])

# loses: q3
# hint: none
"""Both numbers."""
depth_q3 = (parameters([1, 2**10, 1]), parameters([1] + 10 * [2] + [1]))

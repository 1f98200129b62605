# loses: q3
# hint: nine folds
# says: also the first
"""Nine doublings."""
depth_q3 = parameters([1, 2**9, 1]) / parameters([1] + 10 * [2] + [1])

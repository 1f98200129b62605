# loses: q3
# hint: last layer left out
# says: the first layer that need not
"""The wrong layer is left out."""
each = np.multiply(widths[:-1], widths[1:])
backprop_q3 = 1 + each[:-1].sum() / each.sum()

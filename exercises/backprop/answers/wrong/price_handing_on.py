# loses: q3
# hint: handing on alone
# says: takes one as well
"""The way from layer to layer."""
each = np.multiply(widths[:-1], widths[1:])
backprop_q3 = each[1:].sum() / each.sum()

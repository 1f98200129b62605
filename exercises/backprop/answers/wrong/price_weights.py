# loses: q3
# hint: weights counted
# says: what nudging would cost
"""A pass for each weight."""
backprop_q3 = sum(p * q for p, q in zip(widths, widths[1:]))

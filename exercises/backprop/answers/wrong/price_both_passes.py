# loses: q3
# hint: forward and back together
# says: both passes together
"""All products of a step."""
pairs = list(zip(widths, widths[1:]))
forward = sum(m * p * q for p, q in pairs)
backprop_q3 = (2 * forward + sum(m * p * q for p, q in pairs[1:])) / forward

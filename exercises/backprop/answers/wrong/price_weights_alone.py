# loses: q3
# hint: weights alone
# says: also hands a gradient on
"""One product for each layer."""
backprop_q3 = 1

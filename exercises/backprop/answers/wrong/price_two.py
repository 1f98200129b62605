# loses: q3
# hint: every layer hands on
# says: Below the first layer
"""Two for one, as one hears."""
backprop_q3 = 2.0

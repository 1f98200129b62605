# loses: q4
# hint: option B
# says: what do its shares do
"""b is forgotten."""
backprop_q4 = "D"

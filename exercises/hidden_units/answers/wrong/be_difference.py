# loses: q4
# hint: option C
# says: flat afterwards
"""Every curve of straight pieces."""
hidden_units_q4 = "BCD"

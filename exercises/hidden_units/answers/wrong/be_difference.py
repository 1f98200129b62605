# loses: q4
# hint: option B
# says: flat afterwards
"""Every curve of straight pieces."""
hidden_units_q4 = "ABC"

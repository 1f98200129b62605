# loses: q3
# hint: none
"""A text."""
hidden_units_q3 = "0.84"

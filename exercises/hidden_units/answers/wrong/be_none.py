# loses: q4
# hint: none
"""An empty answer."""
hidden_units_q4 = ""

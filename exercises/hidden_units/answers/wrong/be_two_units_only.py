# loses: q4
# hint: option A
# says: Prolong each of them
"""Two relu units are thought to need two units."""
hidden_units_q4 = "C"

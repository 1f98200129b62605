# loses: q4
# hint: option D
# says: bends down
"""The sign is thought not to matter."""
hidden_units_q4 = "DAC"

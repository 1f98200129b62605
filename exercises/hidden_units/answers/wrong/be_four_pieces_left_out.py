# loses: q4
# hint: option C
# says: larger of two largest
"""The nested one is left out."""
hidden_units_q4 = ["A"]

# loses: q4
# hint: none
"""No letter at all."""
output_units_q4 = ""

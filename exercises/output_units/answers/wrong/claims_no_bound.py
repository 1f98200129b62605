# loses: q4
# hint: option D
# says: a probability less 1
"""The bound is left out."""
output_units_q4 = "A"

# loses: q4
# hint: option A
# says: what do the entries of p add up to
"""The sum is left out."""
output_units_q4 = "D"

# loses: q4
# hint: option B
# says: not yet certain
"""Right is taken for certain."""
output_units_q4 = "ABD"

# loses: q4
# hint: option C
# says: slope of the softmax as a factor
"""The square is thought to be steeper."""
output_units_q4 = "ACD"

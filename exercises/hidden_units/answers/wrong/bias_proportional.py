# loses: q3
# hint: share of the spread
# says: normal distribution function
"""Three quarters of the spread."""
hidden_units_q3 = 0.75 * 1.25

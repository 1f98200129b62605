# loses: q3
# hint: none
"""Too few digits."""
training_q3 = 0.33

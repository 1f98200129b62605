# loses: q4
# hint: option C
# says: brakes the swings
"""Momentum is only faster."""
training_q4 = "D"

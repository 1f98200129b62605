# loses: q3
# hint: after standardising
# says: as they are
"""The round bowl."""
training_q3 = 2

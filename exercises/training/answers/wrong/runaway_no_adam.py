# loses: q4
# hint: option D
# says: which power of g
"""Adam is thought to follow the size."""
training_q4 = "C"

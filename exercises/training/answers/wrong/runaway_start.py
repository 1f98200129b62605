# loses: q4
# hint: option B
# says: where the walk began
"""A better start."""
training_q4 = ["B", "C", "D"]

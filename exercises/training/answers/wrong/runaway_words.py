# loses: q4
# hint: none
"""A sentence."""
training_q4 = "momentum and Adam"

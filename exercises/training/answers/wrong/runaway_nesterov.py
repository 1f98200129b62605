# loses: q4
# hint: option A
# says: a limit of its own
"""Looking ahead is always good."""
training_q4 = "ACD"

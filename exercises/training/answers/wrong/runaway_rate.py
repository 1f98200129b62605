# loses: q4
# hint: option E
# says: if their product is to stay
"""A larger rate for a larger cost."""
training_q4 = "CDE"

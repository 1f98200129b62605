# loses: q4
# hint: option B
# says: same columns once more
"""The squares are thought to help."""
linear_models_q4 = "ABC"

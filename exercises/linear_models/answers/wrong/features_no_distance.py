# loses: q4
# hint: option C
# says: compare it with the targets
"""Only the product counts."""
linear_models_q4 = "A"

# loses: q3
# hint: none
"""Two digits."""
linear_models_q3 = 0.19

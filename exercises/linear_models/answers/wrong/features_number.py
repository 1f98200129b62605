# loses: q4
# hint: none
"""How many, in place of which."""
linear_models_q4 = 2

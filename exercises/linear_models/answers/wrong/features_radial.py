# loses: q4
# hint: option D
# says: XOR does both
"""One radial feature is thought to do."""
linear_models_q4 = "ACD"

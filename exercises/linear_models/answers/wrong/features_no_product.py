# loses: q4
# hint: option A
# says: which product
"""The product is not seen in the square."""
linear_models_q4 = "C"

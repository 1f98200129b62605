# loses: q4
# hint: option C
# says: The tangent bends
"""A factor can always be moved."""
functions_q4 = "BCD"

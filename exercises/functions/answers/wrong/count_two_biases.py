# loses: q3
# hint: two biases for an output
# says: one for each matrix
"""Each of the two matrices into the outputs got biases."""
functions_q3 = 12 * 21 + 7 * 13 + 3 * 8 + 3 * 21

# loses: q3
# hint: biases for the inputs
# says: They are no units
"""Every node has a bias."""
functions_q3 = 20 * 12 + 12 * 7 + 27 * 3 + (20 + 12 + 7 + 3)

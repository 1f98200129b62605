# loses: q3
# hint: nodes counted
# says: nodes of the drawing
"""The number of nodes."""
functions_q3 = 20 + 12 + 7 + 3

# loses: q4
# hint: option A
# says: double x
"""Biases are thought not to matter."""
depth_q4 = "D"

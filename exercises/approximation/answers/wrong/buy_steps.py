# loses: q4
# hint: option A
# says: half the width
"""Steps are thought to be as good as lines."""
approximation_q4 = "ABC"

# loses: q4
# hint: option C
# says: moved there
"""Equal pieces are thought to be best."""
approximation_q4 = "B"

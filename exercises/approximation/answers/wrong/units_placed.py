# loses: q3
# hint: placed pieces
# says: equally wide
"""The best pieces: half their error aside, and as wide as they like."""
approximation_q3 = 18

# loses: q4
# hint: option C
# says: after turning
"""The turned kernel learns more."""
beyond_q4 = "ACD"

# loses: q4
# hint: option B
# says: never below 0
"""The floor is left out."""
costs_q4 = "C"

# loses: q4
# hint: option B
# says: no difference to a sum
"""The exchanged units are left out."""
functions_q4 = "D"

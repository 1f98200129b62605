# loses: q4
# hint: option B
# says: count the different rows
"""The four points stay apart."""
xor_q4 = "B"

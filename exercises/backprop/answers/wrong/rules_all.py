# loses: q4
# hint: none
"""The letters with a word between."""
backprop_q4 = "B and D"

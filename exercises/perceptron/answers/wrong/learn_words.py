# loses: q4
# hint: none
"""A word in place of letters."""
perceptron_q4 = "both"

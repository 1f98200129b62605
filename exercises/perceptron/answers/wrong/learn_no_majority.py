# loses: q4
# hint: option B
# says: halfway between two counts
"""The majority is left out."""
perceptron_q4 = ["D"]

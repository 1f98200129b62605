# loses: q4
# hint: option D
# says: Over how many pixels
"""The kernel of 5 by 5 is left out."""
beyond_q4 = "A"

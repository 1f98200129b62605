# loses: q3
# hint: summed over the points
# says: the sum of the four
"""The sum of the squares."""
xor_q3 = 4 * 0.25

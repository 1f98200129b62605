# loses: q4
# hint: option C
# says: what does it give
"""Half of the answer."""
xor_q4 = "A"

# loses: q4
# hint: option A
# says: sum of the two inputs
"""The other half."""
xor_q4 = {"C"}

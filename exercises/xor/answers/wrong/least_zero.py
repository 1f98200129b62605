# loses: q3
# hint: loss of the network
# says: hidden layer
"""Nothing is lost, as with the hidden layer."""
xor_q3 = 0

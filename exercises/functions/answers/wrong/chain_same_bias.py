# loses: q1
# hint: none
"""The biases of the first layer in every layer: an index left behind."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W + bs[0])
    return H @ Ws[-1] + bs[-1]

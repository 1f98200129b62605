# loses: q1
# hint: biases forgotten
# says: biases are missing
"""Weights alone."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W)
    return H @ Ws[-1]

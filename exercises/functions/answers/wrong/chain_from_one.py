# loses: q1
# hint: first layer skipped
# says: counts from 0
"""Layers counted from 1."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for l in range(1, len(Ws) - 1):
        H = np.tanh(H @ Ws[l] + bs[l])
    return H @ Ws[-1] + bs[-1]

# loses: q1
# hint: last layer first
# says: taken from behind
"""Read from left to right: f3 first."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for l in range(len(Ws) - 1, 0, -1):
        H = np.tanh(H @ Ws[l] + bs[l])
    return H @ Ws[0] + bs[0]

# loses: q1
# hint: none
"""XOR's biases, whatever k is."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([0.5, 1.5])
    h = (z >= 0).astype(int)
    s = h @ np.array([1, -1]) - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

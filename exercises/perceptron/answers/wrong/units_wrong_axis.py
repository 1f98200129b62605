# loses: q1
# hint: none
"""The inputs are added over the rows."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=0)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = h @ np.array([1, -1]) - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

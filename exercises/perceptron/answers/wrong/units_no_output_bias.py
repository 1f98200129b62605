# loses: q1
# hint: output bias forgotten
# says: a step of 0 says 1
"""The output unit has no bias."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = h @ np.array([1, -1])
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

# loses: q1
# hint: none
"""The output unit is an AND, as in the gates of the chapter."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = h[:, 0] + h[:, 1] - 1.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

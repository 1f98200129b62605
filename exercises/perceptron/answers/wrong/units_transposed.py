# loses: q1
# hint: none
"""A row a unit, where a column is asked."""
import numpy as np


def exactly(X, k):
    z = np.array([X.sum(axis=1) - (k - 0.5), X.sum(axis=1) - (k + 0.5)])
    h = (z >= 0).astype(int)
    s = h[0] - h[1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

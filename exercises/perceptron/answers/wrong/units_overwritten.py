# loses: q1
# hint: overwritten
# says: still needs X
"""The bias is written into a column of X."""
import numpy as np


def exactly(X, k):
    on = X.sum(axis=1)
    X[:, 0] = on - (k - 0.5)
    z = np.column_stack([X[:, 0], X[:, 0] - 1])
    h = (z >= 0).astype(int)
    s = h @ np.array([1, -1]) - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

# loses: q1
# hint: both added
# says: hold it down
"""The output unit is an OR."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = h[:, 0] + h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

# loses: q1
# hint: columns exchanged
# says: changed places
"""The unit for k + 1 stands first."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k + 0.5, k - 0.5])
    h = (z >= 0).astype(int)
    s = h[:, 1] - h[:, 0] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

# loses: q1
# hint: same bias twice
# says: one input more
"""One bias for both units."""
import numpy as np


def exactly(X, k):
    z = X @ np.ones((X.shape[1], 2)) - (k - 0.5)
    h = (z >= 0).astype(int)
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

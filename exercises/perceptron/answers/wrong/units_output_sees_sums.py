# loses: q1
# hint: output fed with the sums
# says: what the hidden units say
"""s from z."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = z @ np.array([1, -1]) - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

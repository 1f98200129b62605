# loses: q1
# hint: sigmoid in place of the step
# says: exactly 1 or 0
"""A smooth unit."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = 1 / (1 + np.exp(-z))
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

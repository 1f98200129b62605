# loses: q1
# hint: sums passed on
# says: the step is missing
"""The hidden units have no step."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    s = z[:, 0] - z[:, 1] - 0.5
    return dict(z=z, h=z, s=s, yhat=(s >= 0).astype(int))

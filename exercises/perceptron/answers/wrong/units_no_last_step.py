# loses: q1
# hint: sum in place of the answer
# says: goes through a step
"""The output unit has no step."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = (z >= 0).astype(int)
    s = h @ np.array([1, -1]) - 0.5
    return dict(z=z, h=h, s=s, yhat=s)

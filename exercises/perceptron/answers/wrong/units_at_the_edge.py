# loses: q1
# hint: bias at the edge
# says: belongs halfway
"""The bias is -k: right answers, but no room below."""
import numpy as np


def exactly(X, k):
    z = np.array([[sum(x) - k, sum(x) - (k + 1)] for x in X])
    h = (z >= 0).astype(int)
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0).astype(int))

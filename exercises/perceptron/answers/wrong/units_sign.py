# loses: q1
# hint: bias with the wrong sign
# says: hold the sum down
"""The biases are +(k - 1/2) and +(k + 1/2)."""
import numpy as np


def exactly(X, k):
    z = np.column_stack([X.sum(1) + (k - 0.5), X.sum(1) + (k + 0.5)])
    h = (z >= 0) * 1
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=(s >= 0) * 1)

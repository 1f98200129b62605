# loses: q1
# hint: more than k
# says: that is more than k
"""Off by one: more than k, more than k + 1."""
import numpy as np


def exactly(X, k):
    on = np.sum(X, axis=1)
    z = np.array([on - (k + 0.5), on - (k + 1.5)]).T
    h = np.where(z >= 0, 1, 0)
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=np.where(s >= 0, 1, 0))

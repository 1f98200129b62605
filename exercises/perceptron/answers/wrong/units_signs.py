# loses: q1
# hint: minus one where off
# says: are 1 and 0
"""np.sign in place of the step."""
import numpy as np


def exactly(X, k):
    z = X.sum(axis=1)[:, None] - np.array([k - 0.5, k + 0.5])
    h = np.sign(z)
    s = h[:, 0] - h[:, 1] - 0.5
    return dict(z=z, h=h, s=s, yhat=np.sign(s))

# loses: q1
# hint: overwritten
# says: still needs x
"""All numbers are right, but the caller's x is now F."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    x[:] = h @ w + b
    F = x
    return dict(s=s, w=w, b=b, h=h, F=F)

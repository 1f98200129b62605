# loses: q1
# hint: rise without the run
# says: need not be 1 apart
"""Rises for slopes."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: slopes from the first point
# says: to its neighbour
"""Every slope from the first point."""
import numpy as np


def relu_net(t, v, x):
    s = (v[1:] - v[0]) / (t[1:] - t[0])
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: one weight too few
# says: first unit is missing
"""The changes inside only."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h[:, 1:] @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: slopes as weights
# says: pile up
"""Each unit with its whole slope."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = s
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

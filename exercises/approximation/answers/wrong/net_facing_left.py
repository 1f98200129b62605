# loses: q1
# hint: facing left
# says: right of their place
"""t - x."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, t[:-1] - x[:, None])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

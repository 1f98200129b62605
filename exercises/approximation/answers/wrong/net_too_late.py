# loses: q1
# hint: switched on too late
# says: where line i begins
"""One point too late."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[1:])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: bias left out
# says: not in F
"""b is found and not added."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w
    return dict(s=s, w=w, b=b, h=h, F=F)

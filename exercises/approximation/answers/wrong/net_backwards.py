# loses: q1
# hint: changes backwards
# says: less the slope before
"""The slope before less the slope after."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.append(s[0], s[:-1] - s[1:])
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

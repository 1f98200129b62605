# loses: q1
# hint: values as weights
# says: bends the line
"""Each unit with the value at its place."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = v[:-1]
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: hidden layer transposed
# says: a column for each unit
"""The hidden layer on its side."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x - t[:-1, None])
    F = w @ h + b
    return dict(s=s, w=w, b=b, h=h, F=F)

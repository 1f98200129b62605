# loses: q1
# hint: steps for ramps
# says: goes on rising
"""Steps."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = (x[:, None] > t[:-1]).astype(float)
    F = h @ w + b
    return dict(s=s, w=w, b=b, h=h, F=F)

# loses: q1
# hint: flat beyond the last point
# says: last line goes on
"""np.interp for F."""
import numpy as np


def relu_net(t, v, x):
    s = np.diff(v) / np.diff(t)
    w = np.diff(s, prepend=0.0)
    b = v[0]
    h = np.maximum(0, x[:, None] - t[:-1])
    F = np.interp(x, t, v)
    return dict(s=s, w=w, b=b, h=h, F=F)

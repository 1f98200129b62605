"""Matrices and one-liners; it prints and warns; a named tuple; np.float64 and a 0-d array among what comes back."""
import warnings
from collections import namedtuple

import numpy as np

Net = namedtuple("Net", "F h b w s")


def relu_net(t, v, x):
    s = (v[1:] - v[:-1]) / (t[1:] - t[:-1])
    w = s.copy()
    w[1:] -= s[:-1]
    a = np.subtract.outer(x, t[:-1])
    h = a * (a > 0)
    print(h.shape)
    return Net(F=np.dot(h, w) + v[0], h=h, b=np.array(v[0]), w=list(w), s=s)


def distances(x, F, f, L):
    warnings.warn("on the way")
    d = np.maximum(F, f) - np.minimum(F, f)
    place = np.nonzero(d == d.max())[0][0]
    weights = np.full(len(x), x[1] - x[0])
    weights[[0, -1]] /= 2
    return {"area": np.float64(weights @ d), "at": x[place], "low": np.float32(d[place]),
            "high": np.max(d) + 0.5 * L * np.ptp(x) / (len(x) - 1)}


approximation_q3 = np.int64(67)
approximation_q4 = "c b"

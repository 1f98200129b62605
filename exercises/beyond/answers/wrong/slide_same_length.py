# loses: q1
# hint: zeros around the signal
# says: only where it fits
"""Zeros beyond the ends."""
import numpy as np


def slide(x, w, b, G):
    n, k = len(x), len(w)
    y = np.correlate(x, w, mode="same") + b
    dw, dx = np.zeros(k), np.zeros(n)
    for t, g in enumerate(G):
        dw += g * x[t:t + k]
        dx[t:t + k] += g * w
    db = G.sum()
    return dict(y=y, dw=dw, db=db, dx=dx)

# loses: q1
# hint: kernel turned round
# says: np.convolve
"""np.convolve, which turns the kernel."""
import numpy as np


def slide(x, w, b, G):
    n, k = len(x), len(w)
    y = np.convolve(x, w, "valid") + b
    dw, dx = np.zeros(k), np.zeros(n)
    for t, g in enumerate(G):
        dw += g * x[t:t + k]
        dx[t:t + k] += g * w
    db = G.sum()
    return dict(y=y, dw=dw, db=db, dx=dx)

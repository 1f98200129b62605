# loses: q1
# hint: gradient from above left out
# says: G is missing
"""The windows alone."""
import numpy as np


def slide(x, w, b, G):
    n, k = len(x), len(w)
    y = np.array([x[t:t + k] @ w + b for t in range(n - k + 1)])
    dw, dx = np.zeros(k), np.zeros(n)
    for t, g in enumerate(G):
        dw += x[t:t + k]
        dx[t:t + k] += g * w
    db = G.sum()
    return dict(y=y, dw=dw, db=db, dx=dx)

# loses: q1
# hint: bias in every product
# says: k times
"""b within the inner sum."""
import numpy as np


def slide(x, w, b, G):
    n, k = len(x), len(w)
    y = np.array([sum(x[t + s] * w[s] + b for s in range(k)) for t in range(n - k + 1)])
    dw, dx = np.zeros(k), np.zeros(n)
    for t, g in enumerate(G):
        dw += g * x[t:t + k]
        dx[t:t + k] += g * w
    db = G.sum()
    return dict(y=y, dw=dw, db=db, dx=dx)

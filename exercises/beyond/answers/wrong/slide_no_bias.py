# loses: q1
# hint: bias forgotten
# says: added at every place
"""b is not used, forward or backward."""
import numpy as np


def slide(x, w, b, G):
    n, k = len(x), len(w)
    y = np.array([x[t:t + k] @ w for t in range(n - k + 1)])
    dw, dx = np.zeros(k), np.zeros(n)
    for t, g in enumerate(G):
        dw += g * x[t:t + k]
        dx[t:t + k] += g * w
    db = 0
    return dict(y=y, dw=dw, db=db, dx=dx)

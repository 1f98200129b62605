# loses: q2
# hint: lipschitz constant forgotten
# says: L is missing
"""h/2."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + h / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

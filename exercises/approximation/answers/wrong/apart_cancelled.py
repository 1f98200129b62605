# loses: q2
# hint: signs cancel
# says: cancel
"""The area with its sign."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    e = F - f
    area = abs(h * (e[:-1] + e[1:]).sum() / 2)
    return dict(low=low, at=at, high=high, area=area)

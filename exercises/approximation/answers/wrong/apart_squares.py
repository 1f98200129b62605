# loses: q2
# hint: squares for distances
# says: distances themselves
"""The area of the squares."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    area = h * (d[:-1] ** 2 + d[1:] ** 2).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

# loses: q2
# hint: width forgotten
# says: as wide as a gap
"""Trapezoids of width 1."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    area = (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

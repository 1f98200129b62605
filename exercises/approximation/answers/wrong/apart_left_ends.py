# loses: q2
# hint: left ends only
# says: mean of both ends
"""Rectangles at the left ends."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    area = h * d[:-1].sum()
    return dict(low=low, at=at, high=high, area=area)

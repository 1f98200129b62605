# loses: q2
# hint: nothing between
# says: nothing is added
"""The grid is taken for the line."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

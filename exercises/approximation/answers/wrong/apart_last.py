# loses: q2
# hint: last of the largest
# says: The first is asked
"""The last of two."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[np.flatnonzero(d == d.max())[-1]]
    high = low + L * h / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

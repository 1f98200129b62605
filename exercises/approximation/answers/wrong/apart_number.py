# loses: q2
# hint: number for the place
# says: number of the grid point
"""argmax itself."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = d.argmax()
    high = low + L * h / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

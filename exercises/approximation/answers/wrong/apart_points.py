# loses: q2
# hint: points for gaps
# says: one gap less
"""h from the number of points."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * (x[-1] - x[0]) / len(x) / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

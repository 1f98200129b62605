# loses: q2
# hint: mean for the area
# says: has a width too
"""The mean distance."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    area = d.mean()
    return dict(low=low, at=at, high=high, area=area)

# loses: q2
# hint: root mean square
# says: another norm
"""The root of the mean square."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = np.sqrt((d ** 2).mean())
    at = x[d.argmax()]
    high = low + L * h / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

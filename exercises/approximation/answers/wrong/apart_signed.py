# loses: q2
# hint: signed
# says: may be far off all the same
"""F - f with its sign."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = (F - f).max()
    at = x[d.argmax()]
    high = d.max() + L * h / 2
    area = h * (d[:-1] + d[1:]).sum() / 2
    return dict(low=low, at=at, high=high, area=area)

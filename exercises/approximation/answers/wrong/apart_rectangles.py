# loses: q2
# hint: both ends in full
# says: two ends count half
"""One rectangle too many."""
import numpy as np


def distances(x, F, f, L):
    d = np.abs(F - f)
    h = x[1] - x[0]
    low = d.max()
    at = x[d.argmax()]
    high = low + L * h / 2
    area = h * d.sum()
    return dict(low=low, at=at, high=high, area=area)

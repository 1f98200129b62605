# loses: q1
# hint: squared
# says: was squared
"""Each side squared."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau, 1 - tau) * late ** 2
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

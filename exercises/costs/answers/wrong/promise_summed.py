# loses: q1
# hint: sum where the mean was asked
# says: divide by m
"""The sum of the losses."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.sum()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

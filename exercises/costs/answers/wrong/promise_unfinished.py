# loses: q1
# hint: none
"""The last value is still open."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = ...
    return dict(L=L, J=J, dL=dL, dJ=dJ)

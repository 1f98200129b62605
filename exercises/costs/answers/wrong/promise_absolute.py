# loses: q1
# hint: one price for both
# says: that is the absolute error
"""The absolute error."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.abs(late)
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

# loses: q1
# hint: early waits paid back
# says: costs as well
"""The sign of the early side is left as it comes."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau, 1 - tau) * late
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

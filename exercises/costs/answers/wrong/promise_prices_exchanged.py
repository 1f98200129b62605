# loses: q1
# hint: prices exchanged
# says: changed places
"""tau for the early ones."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late < 0, -tau * late, (1 - tau) * late)
    J = L.mean()
    dL = np.where(late < 0, tau, np.where(late > 0, tau - 1, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

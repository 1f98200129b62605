# loses: q1
# hint: overwritten
# says: still needs
"""Right numbers, but y is now the lateness."""
import numpy as np


def promise(c, y, tau):
    y -= c
    late = y
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

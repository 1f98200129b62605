# loses: q1
# hint: late at the kink
# says: slope of the late side
""">= where > is asked."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.where(late >= 0, -tau, 1 - tau)
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

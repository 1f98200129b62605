# loses: q1
# hint: distance still there
# says: only the price is left
"""The distance is not differentiated away."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.where(late > 0, -tau, 1 - tau) * abs(late)
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

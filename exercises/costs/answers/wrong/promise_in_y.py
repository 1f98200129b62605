# loses: q1
# hint: derivative in y
# says: the derivative in y
"""The derivative in the wait."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.where(late > 0, tau, np.where(late < 0, tau - 1, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

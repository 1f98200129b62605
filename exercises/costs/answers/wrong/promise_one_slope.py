# loses: q1
# hint: price forgotten
# says: -1 or 1
"""The slope of the absolute error."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = np.where(late > 0, tau * late, (tau - 1) * late)
    J = L.mean()
    dL = np.sign(c - y)
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

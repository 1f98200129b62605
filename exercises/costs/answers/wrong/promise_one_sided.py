# loses: q1
# hint: early waits for nothing
# says: costs 1 - tau
"""Only the late side."""
import numpy as np


def promise(c, y, tau):
    late = y - c
    L = tau * np.clip(late, 0, None)
    J = L.mean()
    dL = np.where(late > 0, -tau, np.where(late < 0, 1 - tau, 0))
    dJ = dL.mean()
    return dict(L=L, J=J, dL=dL, dJ=dJ)

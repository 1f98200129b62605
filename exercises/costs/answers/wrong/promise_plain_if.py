# loses: q1
# hint: none
"""An if on a whole array: it stops with an exception."""
import numpy as np


def promise(c, y, tau):
    L = tau * (y - c) if y > c else (1 - tau) * (c - y)
    return dict(L=L, J=np.mean(L), dL=-tau, dJ=-tau)

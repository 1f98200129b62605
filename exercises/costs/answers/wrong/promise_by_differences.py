# loses: q1
# hint: difference quotient
# says: mean of both slopes
"""Numerical differentiation."""
import numpy as np


def promise(c, y, tau):
    loss = lambda c: np.maximum(tau * (y - c), (tau - 1) * (y - c))
    slope = (loss(c + 1e-6) - loss(c - 1e-6)) / 2e-6
    return dict(L=loss(c), J=loss(c).mean(), dL=slope, dJ=slope.mean())

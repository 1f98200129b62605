# loses: q1
# hint: difference quotient
# says: mean of both slopes
"""The slope of the unit by a central difference."""
import numpy as np


def unit(a, alpha):
    return np.maximum(0, a) + alpha * np.minimum(0, a)


def layer(X, W, c, alpha, G):
    a = X @ W + c
    below = np.minimum(0, a)
    h = np.maximum(0, a) + alpha * below
    on = (a > 0).mean(axis=0)
    da = G * (unit(a + 1e-6, alpha) - unit(a - 1e-6, alpha)) / 2e-6
    dW = X.T @ da
    dc = da.sum(axis=0)
    dalpha = (G * below).sum(axis=0)
    return dict(a=a, h=h, on=on, da=da, dW=dW, dc=dc, dalpha=dalpha)

# loses: q1
# hint: slope from the right
# says: one from the left
"""Slope 1 at the kink."""
import numpy as np


def layer(X, W, c, alpha, G):
    a = X @ W + c
    below = np.minimum(0, a)
    h = np.maximum(0, a) + alpha * below
    on = (a > 0).mean(axis=0)
    da = G * np.where(a >= 0, 1, alpha)
    dW = X.T @ da
    dc = da.sum(axis=0)
    dalpha = (G * below).sum(axis=0)
    return dict(a=a, h=h, on=on, da=da, dW=dW, dc=dc, dalpha=dalpha)

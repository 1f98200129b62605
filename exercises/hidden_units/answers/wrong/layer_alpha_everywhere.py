# loses: q1
# hint: slope on both sides
# says: below zero only
"""alpha on both sides."""
import numpy as np


def layer(X, W, c, alpha, G):
    a = X @ W + c
    below = np.minimum(0, a)
    h = alpha * a
    on = (a > 0).mean(axis=0)
    da = G * np.where(a > 0, 1, alpha)
    dW = X.T @ da
    dc = da.sum(axis=0)
    dalpha = (G * below).sum(axis=0)
    return dict(a=a, h=h, on=on, da=da, dW=dW, dc=dc, dalpha=dalpha)

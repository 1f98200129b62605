# loses: q2
# hint: shared between winners
# says: difference quotient
"""da by central differences."""
import numpy as np


def maxout(X, W, c, G):
    a = np.einsum("ml,njl->mnj", X, W) + c
    h = a.max(axis=2)
    passed = np.arange(a.shape[2]) == a.argmax(axis=2)[:, :, None]
    da = np.zeros_like(a)
    for j in range(a.shape[2]):
        move = 1e-6 * (np.arange(a.shape[2]) == j)
        da[:, :, j] = G * ((a + move).max(axis=2) - (a - move).max(axis=2)) / 2e-6
    dW = np.einsum("mnj,ml->njl", da, X)
    dc = da.sum(axis=0)
    dX = np.einsum("mnj,njl->ml", da, W)
    return dict(a=a, h=h, da=da, dW=dW, dc=dc, dX=dX)

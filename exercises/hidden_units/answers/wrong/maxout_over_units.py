# loses: q2
# hint: largest over the units
# says: last axis
"""The wrong axis."""
import numpy as np


def maxout(X, W, c, G):
    a = np.einsum("ml,njl->mnj", X, W) + c
    h = a.max(axis=1)
    passed = np.arange(a.shape[2]) == a.argmax(axis=2)[:, :, None]
    da = G[:, :, None] * passed
    dW = np.einsum("mnj,ml->njl", da, X)
    dc = da.sum(axis=0)
    dX = np.einsum("mnj,njl->ml", da, W)
    return dict(a=a, h=h, da=da, dW=dW, dc=dc, dX=dX)

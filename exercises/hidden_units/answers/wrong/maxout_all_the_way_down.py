# loses: q2
# hint: all pieces on the way down
# says: leads back to the inputs
"""The weights of all pieces."""
import numpy as np


def maxout(X, W, c, G):
    a = np.einsum("ml,njl->mnj", X, W) + c
    h = a.max(axis=2)
    passed = np.arange(a.shape[2]) == a.argmax(axis=2)[:, :, None]
    da = G[:, :, None] * passed
    dW = np.einsum("mnj,ml->njl", da, X)
    dc = da.sum(axis=0)
    dX = G @ W.sum(axis=1)
    return dict(a=a, h=h, da=da, dW=dW, dc=dc, dX=dX)

# loses: q2
# hint: only the incoming gradient
# says: inputs missing
"""dW without the inputs."""
import numpy as np


def maxout(X, W, c, G):
    a = np.einsum("ml,njl->mnj", X, W) + c
    h = a.max(axis=2)
    passed = np.arange(a.shape[2]) == a.argmax(axis=2)[:, :, None]
    da = G[:, :, None] * passed
    dW = np.repeat(da.sum(axis=0)[:, :, None], X.shape[1], axis=2)
    dc = da.sum(axis=0)
    dX = np.einsum("mnj,njl->ml", da, W)
    return dict(a=a, h=h, da=da, dW=dW, dc=dc, dX=dX)

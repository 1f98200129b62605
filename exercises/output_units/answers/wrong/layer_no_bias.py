# loses: q2
# hint: bias forgotten
# says: added to every row
"""Without the bias."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W
    logp, p = log_softmax(z)["logp"], log_softmax(z)["p"]
    J = -logp[np.arange(m), y].mean()
    dz = p.copy()
    dz[np.arange(m), y] -= 1
    dz /= m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

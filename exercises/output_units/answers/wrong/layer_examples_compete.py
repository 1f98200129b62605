# loses: q2
# hint: competing examples
# says: columns sum to 1
"""The softmax runs down the columns."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    e = np.exp(z - z.max(axis=0))
    p = e / e.sum(axis=0)
    J = -log_softmax(z)["logp"][np.arange(m), y].mean()
    dz = p.copy()
    dz[np.arange(m), y] -= 1
    dz /= m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

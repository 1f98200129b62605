# loses: q2
# hint: columns subtracted
# says: one right class of its
"""dz[:, y] -= 1."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = np.array(p)
    dz[:, y] -= 1
    dz /= m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

# loses: q2
# hint: sum where the mean was asked
# says: sum over the examples
"""The losses are added up."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -log_softmax(z)["logp"][np.arange(m), y].sum()
    dz = p - np.eye(len(b))[y]
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

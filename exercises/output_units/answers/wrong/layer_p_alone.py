# loses: q2
# hint: nothing subtracted
# says: pulls the right one
"""The targets do not come in."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = p / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

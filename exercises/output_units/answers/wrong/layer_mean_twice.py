# loses: q2
# hint: mean of dz
# says: 1/m is in dz already
"""The mean of dz."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = (p - np.eye(len(b))[y]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.mean(0), dh=dz @ W.T)

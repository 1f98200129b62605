# loses: q2
# hint: transposed gradient
# says: W[i, j] leads
"""dW is transposed."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = (p - np.eye(len(b))[y]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=dz.T @ h, db=dz.sum(0), dh=dz @ W.T)

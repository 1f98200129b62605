# loses: q2
# hint: overwritten
# says: still needs h
"""h holds its own gradient at the end."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = (p - np.eye(len(b))[y]) / m
    dW = h.T @ dz
    h[:] = dz @ W.T
    return dict(z=z, p=p, J=J, dz=dz, dW=dW, db=dz.sum(0), dh=h)

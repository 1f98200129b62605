# loses: q2
# hint: none
"""The first example alone."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = 1, h @ W + b
    p = log_softmax(z)["p"]
    J = -log_softmax(z)["logp"][0, y[0]]
    dz = (p - np.eye(len(b))[y]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

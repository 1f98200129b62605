# loses: q2
# hint: none
"""The classes are thought to be counted from 1."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y - 1])
    dz = (p - np.eye(len(b))[y - 1]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

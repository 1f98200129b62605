# loses: q2
# hint: mean over all entries
# says: one loss
"""The mean of a matrix of which most is 0."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(np.eye(len(b))[y] * log_softmax(z)["logp"])
    dz = (p - np.eye(len(b))[y]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

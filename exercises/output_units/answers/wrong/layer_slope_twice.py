# loses: q2
# hint: slope of the unit once more
# says: belong together
"""The slope of the unit as a factor, as for the squared error."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = (p - np.eye(len(b))[y]) * p * (1 - p) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

# loses: q2
# hint: every row with every class
# says: columns y of every row
"""[:, y] where pairs are asked."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][:, y])
    dz = (p - np.eye(len(b))[y]) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

# loses: q2
# hint: overwritten probabilities
# says: a second name
"""dz = p makes no copy."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -log_softmax(z)["logp"][np.arange(m), y].mean()
    dz = p
    dz[np.arange(m), y] -= 1
    dz /= m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

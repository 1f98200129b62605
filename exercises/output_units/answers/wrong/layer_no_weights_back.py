# loses: q2
# hint: weights not used
# says: through the same weight
"""The weights are left out on the way back."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = (p - np.eye(len(b))[y]) / m
    dh = np.repeat(dz.sum(axis=1, keepdims=True), W.shape[0], axis=1)
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dh)

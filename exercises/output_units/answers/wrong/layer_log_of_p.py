# loses: q2
# hint: logarithm of zero
# says: Give the loss the logits
"""The logarithm of the softmax, rounded to 0 before."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    right = np.eye(len(b))[y] == 1
    J = -np.log(p[right]).mean()
    dz = (p - right) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

# loses: q2
# hint: right class alone
# says: pushed down
"""Only the right logit gets a slope."""
import numpy as np


def output_layer(h, W, b, y):
    m, z = len(y), h @ W + b
    p = log_softmax(z)["p"]
    J = -np.mean(log_softmax(z)["logp"][np.arange(m), y])
    dz = np.zeros_like(p)
    dz[np.arange(m), y] = (p[np.arange(m), y] - 1) / m
    return dict(z=z, p=p, J=J, dz=dz, dW=h.T @ dz, db=dz.sum(0), dh=dz @ W.T)

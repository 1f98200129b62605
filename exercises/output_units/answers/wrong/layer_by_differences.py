# loses: q2
# hint: none
"""Numerical differentiation, value by value."""
import numpy as np


def slopes(J, at, step=1e-6):
    found = np.zeros(np.shape(at))
    for place in np.ndindex(found.shape):
        up, down = np.array(at, float), np.array(at, float)
        up[place] += step
        down[place] -= step
        found[place] = (J(up) - J(down)) / (2 * step)
    return found


def output_layer(h, W, b, y):
    def loss(z):
        return -log_softmax(z)["logp"][np.arange(len(y)), y].mean()
    z = h @ W + b
    return dict(z=z, p=log_softmax(z)["p"], J=loss(z), dz=slopes(loss, z), dW=slopes(lambda W: loss(h @ W + b), W),
                db=slopes(lambda b: loss(h @ W + b), b), dh=slopes(lambda h: loss(h @ W + b), h))

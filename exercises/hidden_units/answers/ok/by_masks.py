"""Boolean masks and the short form alpha a + (1 - alpha) max{0, a}; it prints and warns; a named tuple comes back."""
import warnings
from collections import namedtuple

import numpy as np

Layer = namedtuple("Layer", "a h on da dW dc dalpha")
Maxout = namedtuple("Maxout", "a h da dW dc dX")


def layer(X, W, c, alpha, G, verbose=True):
    a = np.dot(X, W) + c
    off = a <= 0
    if verbose:
        print("off:", off)
    slope = np.ones_like(a)
    slope[off] = np.broadcast_to(alpha, a.shape)[off]
    da = slope * G
    warnings.warn("on the way")
    return Layer(a, alpha * a + (1 - alpha) * np.clip(a, 0, None), 1 - off.mean(0), da, (da.T @ X).T,
                 np.ones(len(X)) @ da,
                 np.where(off, G * a, 0).sum(0))


def maxout(X, W, c, G):
    n, k, d = W.shape
    flat = W.reshape(n * k, d)
    a = (X @ flat.T).reshape(len(X), n, k) + c
    first = a.argmax(-1)
    da = G[..., None] * np.eye(k)[first]
    spread = da.reshape(len(X), n * k)
    print(first)
    return Maxout(a, np.take_along_axis(a, first[..., None], -1)[..., 0], da,
                  (spread.T @ X).reshape(n, k, d), da.sum(0),
                  spread @ flat)


hidden_units_q3 = np.float64(0.843)
hidden_units_q4 = "c, a"

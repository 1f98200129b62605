"""Prints and warns; a named tuple with more than was asked; the round as one example and the round of the rest."""
import warnings
from collections import namedtuple

import numpy as np

Units = namedtuple("Units", "on z h s yhat")


def exactly(X, k):
    on = np.einsum("mi->m", X)
    z = np.subtract.outer(on, [k - 0.5, k + 0.5])
    print("sums", z)
    warnings.warn("a warning of mine")
    h = np.float32(np.sign(z) + 1) / 2
    yhat = (on == k).astype(float)
    return Units(on, z, h, yhat - 0.5, yhat)


def epoch(w, Phi, y):
    if len(y) == 0:
        return {"margins": [], "corrections": 0, "w": w}
    margin = np.float64(y[0] * np.dot(Phi[0], w))
    wrong = 1 if margin <= 0 else 0
    rest = epoch(w + wrong * y[0] * Phi[0], Phi[1:], y[1:])
    return {"margins": [margin, *rest["margins"]], "corrections": wrong + rest["corrections"], "w": rest["w"]}


def made(w):
    after = epoch(w, Phi, y)
    return 0 if after["corrections"] == 0 else after["corrections"] + made(after["w"])


perceptron_q3 = float(made(np.zeros(4)))
perceptron_q4 = {"B", "D"}

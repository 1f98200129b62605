"""Layers as matrices with the constant 1 as an input of its own; np.heaviside; a copy that is written into."""
import numpy as np


def exactly(X, k):
    ones = np.ones((len(X), 1))
    V = np.vstack([[0.5 - k, -0.5 - k], np.ones((X.shape[1], 2))])
    z = np.hstack([ones, X]) @ V
    h = np.heaviside(z, 1)
    s = np.hstack([ones, h]) @ np.array([-0.5, 1, -1])
    return {"yhat": np.heaviside(s, 1), "s": s, "h": h, "z": z}


def epoch(w, Phi, y):
    new, margins = np.copy(w), np.zeros(len(y))
    for i, phi in enumerate(y[:, None] * Phi):
        margins[i] = new @ phi
        new += phi * (margins[i] <= 0)
    return {"w": new, "margins": margins, "corrections": np.count_nonzero(margins <= 0)}


perceptron_q3 = np.int64(36)
perceptron_q4 = ["d", "b"]

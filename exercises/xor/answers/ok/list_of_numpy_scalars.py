"""A list of np.float64, through a boolean mask; the hidden layer is overwritten, which is the student's own array."""
import numpy as np


def network(X, W, c, w, b):
    h = np.einsum("mi,ij->mj", X, W) + c
    h[h < 0] = 0
    return [np.float64(np.dot(row, w) + b) for row in h]

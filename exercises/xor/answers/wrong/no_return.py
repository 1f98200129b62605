# loses: q1
# hint: none
"""Computes it and forgets to return it."""
import numpy as np


def network(X, W, c, w, b):
    f = np.maximum(0, X @ W + c) @ w + b

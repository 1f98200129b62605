# loses: q1
# hint: none
"""The elementwise product where the matrix product is asked: it stops with an exception."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, X * W + c) @ w + b

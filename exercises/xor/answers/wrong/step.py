# loses: q1
# hint: step unit
# says: is a step
"""A threshold unit in place of the rectifier."""
import numpy as np


def network(X, W, c, w, b):
    return np.heaviside(X @ W + c, 0.0) @ w + b

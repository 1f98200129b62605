# loses: q1
# hint: weighted before the rectifier
# says: w came in before
"""Each unit is weighted before it is rectified."""
import numpy as np


def network(X, W, c, w, b):
    a = X @ W + c
    return np.maximum(0, a * w).sum(axis=1) + b

# loses: q1
# hint: overwritten
# says: still needs
"""Right numbers, but the caller's X is used as scratch space."""
import numpy as np


def network(X, W, c, w, b):
    X[:] = np.maximum(0, X @ W + c)
    return X @ w + b

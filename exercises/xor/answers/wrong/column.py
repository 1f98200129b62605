# loses: q1
# hint: column
# says: stand in a column
"""Right numbers in a column, shape (m, 1)."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, X @ W + c) @ w.reshape(2, 1) + b

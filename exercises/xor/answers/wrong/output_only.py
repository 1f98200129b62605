# loses: q1
# hint: rectified once at the end
# says: taken of the output
"""Only the last layer is rectified."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, (X @ W + c) @ w + b)

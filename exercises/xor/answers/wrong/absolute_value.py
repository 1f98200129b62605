# loses: q1
# hint: absolute value
# says: |z|
"""The absolute value where the maximum is asked."""
import numpy as np


def network(X, W, c, w, b):
    return np.abs(X @ W + c) @ w + b

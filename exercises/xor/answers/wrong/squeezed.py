# loses: q1
# hint: none
"""Right until the batch has a single row: then the row's axis is gone."""
import numpy as np


def network(X, W, c, w, b):
    return np.squeeze(np.maximum(0, X @ W + c) @ w + b)

# loses: q1
# hint: summed over the batch
# says: added up into one number
"""One number for the whole batch."""
import numpy as np


def network(X, W, c, w, b):
    return np.sum(np.maximum(0, X @ W + c) @ w + b)

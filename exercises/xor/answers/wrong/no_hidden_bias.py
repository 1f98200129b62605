# loses: q1
# hint: hidden bias forgotten
# says: c is missing
"""c is not used."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, X @ W) @ w + b

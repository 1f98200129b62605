# loses: q1
# hint: output bias forgotten
# says: b is missing
"""b is not used."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, X @ W + c) @ w

# loses: q1
# hint: built in max
# says: np.maximum goes entry by entry
"""Python's max on an array."""
import numpy as np


def network(X, W, c, w, b):
    h = max(0, X @ W + c)
    return h @ w + b

# loses: q1
# hint: least of the two
# says: min{0, z}
"""The minimum where the maximum is asked, by clipping from the wrong side."""
import numpy as np


def network(X, W, c, w, b):
    return np.clip(X @ W + c, None, 0) @ w + b

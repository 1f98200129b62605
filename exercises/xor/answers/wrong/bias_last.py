# loses: q1
# hint: hidden bias after the rectifier
# says: c was added after
"""c is added to the hidden values, after the maximum."""
import numpy as np


def network(X, W, c, w, b):
    h = np.maximum(0, X @ W)
    h += c
    return h @ w + b

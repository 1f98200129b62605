# loses: q1
# hint: output rectified
# says: the output was rectified too
"""Every layer is rectified, the last one too."""
import numpy as np


def network(X, W, c, w, b):
    relu = lambda z: np.maximum(0, z)
    return relu(relu(X @ W + c) @ w + b)

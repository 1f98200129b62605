# loses: q1
# hint: output weights forgotten
# says: w is missing
"""The hidden values are added up without weights."""
import numpy as np


def network(X, W, c, w, b):
    return np.maximum(0, X @ W + c).sum(1) + b

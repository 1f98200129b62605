# loses: q1
# hint: none
"""Summed over the rows where it is the hidden units."""
import numpy as np


def network(X, W, c, w, b):
    return (np.maximum(0, X @ W + c) * w).sum(axis=0) + b

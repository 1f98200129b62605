# loses: q1
# hint: none
"""Prints it where it should return it."""
import numpy as np


def network(X, W, c, w, b):
    print(np.maximum(0, X @ W + c) @ w + b)

"""Prints, warns and divides by zero on the way; a tuple comes back."""
import sys
import warnings

import numpy as np


def network(X, W, c, w, b, verbose=True):
    if verbose:
        print("X is", X)
        print("W is", W, file=sys.stderr)
    warnings.warn("a warning of mine")
    np.array([1.0]) / 0
    return tuple(np.where(X @ W + c > 0, X @ W + c, 0) @ w + b)

# loses: q1
# hint: no rectifier
# says: is missing: without it
"""No rectifier: two linear layers in a row."""
import numpy as np


def network(X, W, c, w, b):
    h = X @ W + c
    return [float(row @ w) + b for row in h]

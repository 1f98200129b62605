# loses: q1
# hint: tangent of the inputs
# says: inputs themselves
"""The tangent comes first in each layer."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws, bs):
        H = np.tanh(H) @ W + b
    return H

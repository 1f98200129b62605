# loses: q1
# hint: tangent of the output
# says: last layer too
"""Every layer bends, the last one too."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws, bs):
        H = np.tanh(H @ W + b)
    return H

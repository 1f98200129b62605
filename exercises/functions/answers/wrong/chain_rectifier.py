# loses: q1
# hint: rectifier
# says: max{0, a}
"""The rectifier of the chapter on XOR."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.maximum(0, H @ W + b)
    return H @ Ws[-1] + bs[-1]

# loses: q1
# hint: none
"""Right until there is a single row: then the row's axis is gone."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W + b)
    return np.squeeze(H @ Ws[-1] + bs[-1])

# loses: q1
# hint: transposed weights
# says: weights are transposed
"""W the other way round, as in the decks that put examples in columns."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W.T + b)
    return H @ Ws[-1].T + bs[-1]

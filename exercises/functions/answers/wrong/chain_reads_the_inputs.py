# loses: q1
# hint: every layer reads the inputs
# says: what the one before it
"""X in the place of H, as on the slide that the chapter mends."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(X @ W + b)
    return X @ Ws[-1] + bs[-1]

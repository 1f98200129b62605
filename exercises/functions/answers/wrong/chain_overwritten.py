# loses: q1
# hint: overwritten
# says: still needs
"""Right numbers, but the biases of the caller are used as scratch space."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for l, (W, b) in enumerate(zip(Ws, bs)):
        if len(H) == 1:
            b += (H @ W)[0]
            H = b[None]
        else:
            H = H @ W + b
        H = np.tanh(H) if l < len(Ws) - 1 else H
    return H

# loses: q1
# hint: biases after the tangent
# says: added after the tangent
"""tanh(H W) + b."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W) + b
    return H @ Ws[-1] + bs[-1]

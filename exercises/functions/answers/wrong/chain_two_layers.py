# loses: q1
# hint: none
"""Two layers, whatever comes in."""
import numpy as np


def network(X, Ws, bs):
    return np.tanh(X @ Ws[0] + bs[0]) @ Ws[1] + bs[1]

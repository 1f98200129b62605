# loses: q1
# hint: last layer left out
# says: goes into it
"""The loop goes round once too little."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh(H @ W + b)
    return H

# loses: q1
# hint: logistic function
# says: values from 0 to 1
"""The other squashing function."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = 1 / (1 + np.exp(-(H @ W + b)))
    return H @ Ws[-1] + bs[-1]

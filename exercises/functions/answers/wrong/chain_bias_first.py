# loses: q1
# hint: biases before the product
# says: before the product
"""(H + b) W: it runs only where the matrices are square."""
import numpy as np


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = np.tanh((H + b) @ W)
    return (H + bs[-1]) @ Ws[-1]

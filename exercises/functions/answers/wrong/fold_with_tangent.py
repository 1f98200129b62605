# loses: q2
# hint: none
"""The tangent of question 1 is still there when the biases are sent through."""
import numpy as np


def fold(Ws, bs):
    n = len(Ws[0])
    b = network(np.zeros((1, n)), Ws, bs)[0]
    return dict(W=network(np.eye(n), Ws, bs) - b, b=b)

"""The bias as the weight of a constant 1, in both functions; exp in place of tanh; prints and warns; a named tuple."""
import warnings
from collections import namedtuple

import numpy as np

Layer = namedtuple("Layer", "W b")


def network(X, Ws, bs):
    print("rows", len(X))
    warnings.warn("a warning of mine")
    a = X
    for l, (W, b) in enumerate(zip(Ws, bs)):
        h = 1 - 2 / (np.exp(2 * a) + 1) if l else a
        a = np.hstack([np.ones((len(h), 1)), h]) @ np.vstack([b, W])
    return a


def fold(Ws, bs):
    whole = np.eye(len(Ws[0]) + 1)
    for W, b in zip(Ws, bs):
        first = np.zeros((len(W) + 1, 1))
        first[0] = 1
        whole = whole @ np.hstack([first, np.vstack([b, W])])
    return Layer(whole[1:, 1:], whole[0, 1:])


functions_q3 = 427.0
functions_q4 = {"B", "D"}

"""Operations on rows of logits: softmax, its logarithm, and the cross-entropy that undoes it.

    z   (m, k)  logits, a row an example        y   (m, k)  the target probabilities, one-hot as a rule
    u   the result                              G   the gradient of J in u, of u's shape

The rules of back-propagation are operations, as in `ffedu.operations`. Numbers are those of `ffedu.stable`, for
finite logits. Source: DL eq. 6.29 and Fig. 6.11, Srihari 2.33-2.40 and 5.56-5.61.

>>> z, y = Node([[1, 2, 3], [1, 2, 1]]), [[0, 0, 1], [1, 0, 0]]
>>> J = cross_entropy(z, y)
>>> print(f"{J.value:.4f}", *grad(J, [z])[0].round(3))
0.9795 [ 0.045  0.122 -0.167] [-0.394  0.288  0.106]
"""
from __future__ import annotations

import numpy as np

from . import stable
from .graph import Node, Operation, grad
from .operations import exp
from .shapes import Sum


class Softmax(Operation):
    """The softmax of each row z: u (G - sum of G u over the row). Source: DL eq. 6.29, Zelener's homework."""

    def f(self, z):
        return stable.softmax(z)

    def bprop(self, u, i, G, x):
        return u * (G - rowsum(G * u))


class LogSoftmax(Operation):
    """The logarithm of the softmax of each row z: G - softmax(z) times the sum of G over the row."""

    name = "log_softmax"

    def f(self, z):
        return stable.log_softmax(z)

    def bprop(self, u, i, G, x):
        return G - exp(u) * rowsum(G)


class CrossEntropy(Operation):
    """The mean over the rows of -sum_j y_j log softmax(z)_j, in nats, from logits: (softmax(z) - y) / m, if rows of y
    are probabilities, to z; -log softmax(z) / m to y. Source: DL Fig. 6.11, Srihari 5.56."""

    name = "cross_entropy"

    def f(self, z, y):
        if np.shape(z) != np.shape(y) or len(np.shape(z)) != 2:
            raise ValueError(f"cross_entropy needs z and y of one shape (m, k), got {np.shape(z)} and {np.shape(y)}")
        return -np.add.reduce(y * _log_softmax(z), None) / len(z)

    def bprop(self, u, i, G, x):
        z, y = x
        share = log_softmax(z) if i else softmax(z) * rowsum(y) - y
        return G * (-share if i else share) / z.shape[0]


rowsum = Sum(-1, keepdims=True)
softmax, log_softmax, cross_entropy = Softmax(), LogSoftmax(), CrossEntropy()


def _log_softmax(z: np.ndarray) -> np.ndarray:
    """As stable.log_softmax, for finite logits in rows: no checks, no limits."""
    d = z - np.maximum.reduce(z, 1, keepdims=True)
    return d - np.log(np.add.reduce(np.exp(d), 1, keepdims=True))

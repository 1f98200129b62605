"""logaddexp.reduce; a sum of outer products over the examples; examples one by one."""
from collections import namedtuple

import numpy as np

Rows = namedtuple("Rows", "top lse logp p")


def log_softmax(z):
    lse = np.logaddexp.reduce(z, axis=1)
    logp = (z.T - lse).T
    return Rows(np.sort(z, axis=1)[:, -1], list(lse), logp, np.exp2(logp / np.log(2)))


def output_layer(h, W, b, y):
    m, k = len(y), len(b)
    z = np.array([W.T @ row + b for row in h])
    lse = np.logaddexp.reduce(z, axis=1)
    p = np.exp(z - lse[:, None])
    losses = lse - np.choose(y, z.T)
    dz = np.array([(row - np.eye(k)[right]) / m for row, right in zip(p, y)])
    dW = sum(np.outer(row, slope) for row, slope in zip(h, dz))
    return [z, p, np.float64(sum(losses) / m), dz, dW, sum(dz), (W @ dz.T).T]


def sigma(z):
    return (1 + np.tanh(z / 2)) / 2


zs = [-6.0]
while sigma(zs[-1]) < 0.9:
    zs.append(zs[-1] + 2 * sigma(zs[-1]) * sigma(-zs[-1]) ** 2)
output_units_q3 = np.int64(len(zs) - 1)
output_units_q4 = {"A", "D"}

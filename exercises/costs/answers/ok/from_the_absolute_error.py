"""Half the absolute error and a tilt; a named tuple; prints and warns; numpy scalars in lists; a set of letters."""
import warnings
from collections import namedtuple

import numpy as np

Promise = namedtuple("Promise", "c L J dL dJ")


def promise(c, y, tau):
    print("promised", c)
    warnings.warn("a warning of mine")
    L = [np.float64(abs(c - wait) / 2 + (tau - 0.5) * (wait - c)) for wait in y]
    side = np.sign(c - y)
    dL = (side + abs(side) * (1 - 2 * tau)) / 2
    return Promise(c, L, sum(L) / len(L), list(dL), dL @ np.ones(len(y)) / len(y))


def gaussian(f, s, y):
    np.array([1.0]) / 0
    e = np.einsum("i,i->i", y - f, y - f) * np.exp(-s)
    return [(e + s) / 2 + np.log(np.sqrt(2 * np.pi)), (e.sum() / e.size + s + np.log(2 * np.pi)) / 2,
            np.subtract(f, y) / (len(e) * np.exp(s)), np.array((1 - np.average(e)) / 2)]


costs_q3 = np.sort([41, 2, 3, 3, 4, 6, 7, 9, 11, 15, 20, 24])[int(np.ceil(0.8 * 12)) - 1]
costs_q4 = {"B", "C"}

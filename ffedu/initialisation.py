"""Where training starts: weights W (n_in, n_out) for one affine map.

All zeros keeps units alike for ever: they see the same inputs, get the same gradient and stay the same unit. Random
weights break the tie; how large they may be follows from keeping the size of h, or of G, from layer to layer.
Biases start at 0, or, for rectified units, at a small positive number, so that most units begin active.
Source: DL section 8.4, Srihari 2.6 and 3.12, Payberah p. 31.
"""
from __future__ import annotations

import numpy as np

from ._check import array, count, kind, scalar


def zeros(n_in: int, n_out: int) -> np.ndarray:
    """Return W = 0: what two code slides start from, and cannot learn from (errata P-07).

    >>> print(zeros(2, 3))
    [[0. 0. 0.]
     [0. 0. 0.]]
    """
    return np.zeros((count("n_in", n_in, least=1), count("n_out", n_out, least=1)))


def normal(rng: np.random.Generator, n_in: int, n_out: int, std: float = 0.1) -> np.ndarray:
    """Return W with entries from N(0, std^2): small random numbers. Source: Srihari 2.6.

    >>> print(normal(np.random.default_rng(0), 2, 2, std=0.01).round(4))
    [[ 0.0013 -0.0013]
     [ 0.0064  0.001 ]]
    """
    kind("rng", rng, np.random.Generator)
    return scalar("std", std, above=0) * rng.standard_normal(zeros(n_in, n_out).shape)


def xavier(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    """Return W with entries from U(-r, r), r = sqrt(6 / (n_in + n_out)): variance 2 / (n_in + n_out), which keeps the
    sizes of h and of G about the same where g is nearly linear. Source: DL eq. 8.23 (Glorot and Bengio 2010).

    >>> print(xavier(np.random.default_rng(0), 2, 2).round(4))
    [[ 0.3355 -0.5639]
     [-1.1244 -1.1843]]
    """
    kind("rng", rng, np.random.Generator)
    shape = zeros(n_in, n_out).shape
    return (6 / sum(shape)) ** 0.5 * rng.uniform(-1, 1, shape)


def he(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    """Return W with entries from N(0, 2 / n_in): relu makes half of the entries 0, the 2 makes up for it.

    Source: He et al. 2015; DL section 8.4 gives the reasoning for other units.

    >>> print(he(np.random.default_rng(0), 2, 2).round(4))
    [[ 0.1257 -0.1321]
     [ 0.6404  0.1049]]
    """
    kind("rng", rng, np.random.Generator)
    return normal(rng, n_in, n_out, (2 / count("n_in", n_in, least=1)) ** 0.5)


def bias(n_out: int, value: float = 0.1) -> np.ndarray:
    """Return biases that are all `value`. Source: Srihari 3.12, which recommends 0.1 for rectified units.

    >>> print(bias(3))
    [0.1 0.1 0.1]
    """
    return np.full(count("n_out", n_out, least=1), scalar("value", value))


def distinct_units(W: object) -> int:
    """Return how many different columns W has: 1 means that all units are one unit.

    Shapes: W (n_in, n_out). Compared exactly: units that are alike stay so to the last bit.

    >>> print(distinct_units(zeros(4, 3)), distinct_units([[1, 2, 1], [3, 4, 3]]))
    1 2
    """
    return len(np.unique(array("W", W, ("n_in", "n_out")), axis=1).T)

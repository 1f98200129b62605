"""What depth represents that width cannot without many more units: folds, tents, sawteeth, and the square.

    n_0, d  number of inputs        n, n_i  units of a hidden layer        l   number of hidden layers
    theta   [Layer(W, b), ...]      m       number of folds

A fold makes two parts of the input alike; what later layers draw, they draw on both. After m folds every line is
drawn 2^m times. Bounds here speak of the best weights; a given network has fewer regions, which `regions` counts.
Source: DL section 6.4.1 and Fig. 6.5, Srihari 4.25-4.27 (Montufar et al. 2014), Telgarsky 2016, Yarotsky 2017.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ._check import count, kind
from .mlp import Layer


def tent(l: int) -> list[Layer]:
    """Return the network of l layers of 2 relu units that folds [0, 1] l times: T(T(...T(x))).

    T(x) = 2 relu(x) - 4 relu(x - 1/2): 2 x up to 1/2, 2 - 2 x after. It has 2^l straight pieces on [0, 1]; on the
    whole line 2^l + 2, with the flat ends (for l = 1 one less, because there the last piece goes on beyond 1).
    Source: Telgarsky 2016.

    >>> [layer.W.tolist() for layer in tent(1)]
    [[[1.0, 1.0]], [[2.0], [-4.0]]]
    """
    l = count("l", l, least=1)
    knee, back = np.array([0.0, -0.5]), np.array([[2.0], [-4.0]])
    first = Layer(np.ones((1, 2)), knee)
    return [first, *(Layer(back @ np.ones((1, 2)), knee) for _ in range(l - 1)), Layer(back, np.zeros(1))]


def fold(m: int, n_0: int = 2) -> list[Layer]:
    """Return the network of m layers of n_0 absolute-value units that folds [-1, 1]^n_0 m times along every axis.

    h <- |h|, then |h - 1/2|, then |h - 1/4|, ...: each layer lays the two halves of what is left upon each other,
    so all 2^(m n_0) cells of the box lie on one, [0, 2^(1 - m)]^n_0. The output is the sum of the coordinates there.
    Its hidden units are to be run with g = "absolute". Source: DL Fig. 6.5, Srihari 4.26.

    >>> [layer.b.tolist() for layer in fold(3, n_0=1)]
    [[0.0], [-0.5], [-0.25], [0.0]]
    """
    m, n_0 = count("m", m, least=1), count("n_0", n_0, least=1)
    shifts = [0.0] + [-(0.5**i) for i in range(1, m)]
    return [*(Layer(np.eye(n_0), np.full(n_0, shift)) for shift in shifts), Layer(np.ones((n_0, 1)), np.zeros(1))]


def square(m: int) -> list[Layer]:
    """Return the network of m layers of 3 relu units that is x^2 at the 2^m + 1 points i / 2^m and straight between.

    x^2 is about x - T(x)/4 - T(T(x))/16 - ... : each layer makes the next tent of two units, and carries the sum so far
    in a third, which is never negative. The error on [0, 1] is 2^(-2m-2) exactly, 2^(-2m-3) if it is moved down by as
    much; a shallow net needs 2^m units for the same function. In float64 the knots are exact up to m = 26, where i^2
    no longer fits. Source: Yarotsky 2017.

    >>> [len(layer.b) for layer in square(3)]
    [3, 3, 3, 1]
    """
    m = count("m", m, least=1)
    layers = [Layer(np.ones((1, 3)), np.array([0.0, -0.5, 0.0]))]
    for i in range(1, m):
        W = np.array([[2.0, 2.0, -2 / 4**i], [-4.0, -4.0, 4 / 4**i], [0.0, 0.0, 1.0]])
        layers.append(Layer(W, np.array([0.0, -0.5, 0.0])))
    return [*layers, Layer(np.array([[-2 / 4**m], [4 / 4**m], [1.0]]), np.zeros(1))]


def square_error(m: int) -> float:
    """Return the sup error of `square(m)` on [0, 1]: 2^(-2m-2), a quarter of the squared length of a piece.

    >>> print(square_error(1), square_error(2))
    0.0625 0.015625
    """
    return 2.0 ** (-2 * count("m", m, least=1) - 2)


def shallow_units(pieces: int, skip: bool = False) -> int:
    """Return how many relu units one hidden layer needs for a sawtooth of that many pieces on an interval, of slopes
    s, -s, s, ...: one for each bend and one for the first slope, which a linear `skip` would give.

    No function of that many pieces needs more. Some need one less: units that face left give a first slope, but only
    minus a sum of bends. Slopes 1, 0 are one such unit; s is no such sum, as every bend of the sawtooth is 2 s or -2 s.

    >>> print(shallow_units(2**10), shallow_units(2**10, skip=True))
    1024 1023
    """
    return count("pieces", pieces, least=1) - int(kind("skip", skip, bool))


def zaslavsky(n: int, d: int) -> int:
    """Return the most regions into which n hyperplanes cut R^d: sum over j <= d of C(n, j).

    One layer of n relu units has at most as many. Source: Zaslavsky 1975.

    >>> print(zaslavsky(4, 2), zaslavsky(3, 1))
    11 4
    """
    n, d = count("n", n), count("d", d, least=1)
    return sum(math.comb(n, j) for j in range(min(n, d) + 1))


def montufar(n_0: int, widths: Sequence[int]) -> int:
    """Return a number of regions that some network of these widths has at least:
    product over all layers but the last of floor(n_i / n_0)^n_0, times sum over j <= n_0 of C(n_l, j).

    A lower bound for the best weights, exponential in depth; not a bound for a given network. Raises ValueError for a
    layer narrower than the input. Source: Montufar et al. 2014.

    >>> print(montufar(2, [4, 4]), montufar(1, [2, 2, 2]))
    44 12
    """
    n_0, widths = _widths(n_0, widths)
    if min(widths) < n_0:
        raise ValueError(f"widths needs at least n_0 = {n_0} units in each layer, got {widths}")
    return math.prod((n // n_0) ** n_0 for n in widths[:-1]) * zaslavsky(widths[-1], n_0)


def most(n_0: int, widths: Sequence[int]) -> int:
    """Return a number of regions that no network of these widths exceeds: the product over the layers of
    sum over j <= n_0 of C(n_i, j), each layer cutting every region anew. Source: Raghu et al. 2017, Montufar 2017.

    >>> print(most(2, [4, 4]))
    121
    """
    n_0, widths = _widths(n_0, widths)
    return math.prod(zaslavsky(n, n_0) for n in widths)


def binomial_reading(d: int, n: int, l: int) -> int:
    """Return C(n, d)^(d (l - 1)) n^d, as the book prints the number of regions of l layers of n units over d inputs.

    What Montufar et al. prove has the ratio n/d where the book has a binomial, and is a lower bound: an O cannot
    show that depth gives many. With d = 2, n = 4, l = 2 the binomial exceeds what is possible (erratum S-27).
    Source: DL eq. 6.42, Srihari 4.27.

    >>> print(binomial_reading(2, 4, 2), most(2, [4, 4]))
    576 121
    """
    d, n, l = count("d", d, least=1), count("n", n, least=1), count("l", l, least=1)
    return math.comb(n, d) ** (d * (l - 1)) * n**d


def ratio_reading(d: int, n: int, l: int) -> Fraction:
    """Return (n/d)^(d (l - 1)) n^d: what stands in `binomial_reading` with the ratio that Montufar et al. have there.

    An order of growth, exact in the exponents alone: `montufar` is the number itself. The two readings agree for d = 1.
    Source: Srihari 4.27, Montufar et al. 2014.

    >>> print(ratio_reading(2, 4, 2), montufar(2, [4, 4]), ratio_reading(1, 2, 3), binomial_reading(1, 2, 3))
    64 44 8 8
    """
    d, n, l = count("d", d, least=1), count("n", n, least=1), count("l", l, least=1)
    return Fraction(n, d) ** (d * (l - 1)) * n**d


def maxout_regions(k: int, l: int, d: int) -> int:
    """Return k^((l - 1) + d), the order of the regions of l maxout layers with k pieces a unit over d inputs; again a
    lower bound for the best weights. Source: DL eq. 6.43, Srihari 4.27.

    >>> maxout_regions(2, 3, 2)
    16
    """
    k, l, d = count("k", k, least=1), count("l", l, least=1), count("d", d, least=1)
    return k ** (l - 1 + d)


def _widths(n_0: int, widths: Sequence[int]) -> tuple[int, list[int]]:
    found = [count("widths", n, least=1) for n in kind("widths", widths, Sequence)]
    if not found:
        raise ValueError("widths needs at least one layer, got none")
    return count("n_0", n_0, least=1), found

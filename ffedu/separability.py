"""Which functions of 0 and 1 one threshold unit can compute: decided exactly, in whole numbers, with a certificate.

    X   (m, n)  points with whole-number coordinates, in rows          y   (m,)   their classes, 0 or 1
    s_i = (x_i, 1) where y_i = 1, -(x_i, 1) where y_i = 0: the signed points, n + 1 whole numbers each
    w   (n,), b    a unit that tells the classes apart: s_i^T (w, b) > 0 for every i
    counts (m,)    how often each signed point is added up: (w, b) = sum_i counts_i s_i

Either some (w, b) has s_i^T (w, b) > 0 for all i, or some counts >= 0, not all 0, give sum_i counts_i s_i = 0; never
both, for then 0 = (w, b)^T sum_i counts_i s_i > 0 (Gordan 1873). The perceptron rule finds whichever it is. If it makes
no more mistakes, it has found (w, b). If there is no (w, b), its weights stay bounded (Block and Levin 1970), and being
whole numbers they must come back to a value that they had: what was added in between sums to 0.
Source: Payberah p. 20, Fix p. 12, Minsky and Papert (1969).
"""
from __future__ import annotations

import operator
from typing import NamedTuple

import numpy as np

from ._check import array, count, kind
from .data import boolean_functions, corners


class Verdict(NamedTuple):
    """Whether a unit can tell the classes apart, with (w, b) = sum_i counts_i s_i for a proof, in Python's integers.

    separable: s_i^T (w, b) > 0 for every i. Not separable: w = 0 and b = 0, though some count is above 0.
    """
    separable: bool
    w: tuple[int, ...]
    b: int
    counts: tuple[int, ...]


def decide(X: object, y: object, epochs: int = 10_000) -> Verdict:
    """Return whether one threshold unit w^T x + b can tell the two classes apart, and the proof, in whole numbers.

    Shapes: X (m, n) whole numbers of at most 2^53 in size, y (m,) of 0 and 1. Raises ValueError for others, and where
    `epochs` passes over the data do not decide (0 and 1 in four inputs need 53; large numbers with little room, many).

    >>> decide([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    Verdict(separable=True, w=(3, 2), b=-4, counts=(2, 5, 4, 7))
    >>> decide([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    Verdict(separable=False, w=(0, 0), b=0, counts=(1, 1, 1, 1))
    """
    S = _signed(X, y)
    epochs = count("epochs", epochs, least=1)
    w, counts = [0] * len(S[0]), [0] * len(S)
    had = {tuple(w): tuple(counts)}
    for _ in range(epochs):
        if not _epoch(S, w, counts):
            return Verdict(True, tuple(w[:-1]), w[-1], tuple(counts))
        before = had.setdefault(tuple(w), tuple(counts))
        if before != tuple(counts):
            return Verdict(False, (0,) * (len(w) - 1), 0, tuple(map(operator.sub, counts, before)))
    raise ValueError(f"epochs needs to be large enough for a verdict, got {epochs}")


def proves(verdict: Verdict, X: object, y: object) -> bool:
    """Return whether the verdict's certificate holds for these points: the arithmetic is done anew, in whole numbers.

    counts >= 0, (w, b) = sum_i counts_i s_i; then separable: min_i s_i^T (w, b) > 0, or not: (w, b) = 0, counts not 0.
    Shapes as for `decide`. Raises ValueError where the verdict has other shapes.

    >>> X, OR = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1]
    >>> proves(decide(X, OR), X, OR), proves(decide(X, OR), X, [0, 1, 1, 0])
    (True, False)
    """
    S = _signed(X, y)
    separable, w, b, counts = kind("verdict", verdict, Verdict)
    if len(w) + 1 != len(S[0]) or len(counts) != len(S):
        raise ValueError(f"verdict needs {len(S[0]) - 1} weights, {len(S)} counts, got {len(w)}, {len(counts)}")
    wb, nothing = (*w, b), (0,) * len(S[0])
    total = tuple(_inner(counts, column) for column in zip(*S))
    if min(counts) < 0 or total != wb:
        return False
    return all(_inner(s, wb) > 0 for s in S) if separable else wb == nothing and any(counts)


def census(n: int = 2) -> list[Verdict]:
    """Return the verdict on each of the 2^(2^n) Boolean functions of n inputs, in `data.boolean_functions`' order.

    Separable are 4 of 4, 14 of 16, 104 of 256, 1882 of 65536, for n = 1 to 4; the last takes some 10 s.
    Source: Minsky and Papert (1969); the counts are OEIS A000609.

    >>> [sum(verdict.separable for verdict in census(n)) for n in (1, 2)]
    [4, 14]
    """
    table = boolean_functions(n)
    return [decide(corners(n), y) for y in table]


def _epoch(S: list[list[int]], w: list[int], counts: list[int]) -> bool:
    """One pass of the perceptron rule, which changes w and counts; whether there was a mistake."""
    mistaken = False
    for i, s in enumerate(S):
        if _inner(s, w) <= 0:
            w[:] = map(operator.add, w, s)
            counts[i] += 1
            mistaken = True
    return mistaken


def _inner(u: list[int] | tuple[int, ...], v: list[int] | tuple[int, ...]) -> int:
    return sum(map(operator.mul, u, v))


def _signed(X: object, y: object) -> list[list[int]]:
    """The signed points, in Python's integers, which have no largest."""
    X = array("X", X, ("m", "n"))
    y = array("y", y, X.shape[:1])
    _refuse("X needs whole numbers of at most 2^53 in size", X[(X != np.round(X)) | (np.abs(X) > 2**53)])
    _refuse("y needs 0 or 1", y[~np.isin(y, (0, 1))])
    return [[int(v) if t else -int(v) for v in (*x, 1)] for x, t in zip(X, y)]


def _refuse(need: str, wrong: np.ndarray) -> None:
    if wrong.size:
        raise ValueError(f"{need}, got {wrong[0]:g}")

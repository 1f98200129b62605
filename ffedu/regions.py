"""The linear regions of a network with relu units, counted exactly: along a line, and in a part of the plane.

    theta   [Layer(W, b), ...], hidden layers and an affine output      g   "relu" or "absolute", the hidden unit
    p, d    a point and a direction (n_0,): the line p + s d            s   place on it
    piece   a stretch of the line on which the output is one affine function; a cell is the same in the plane for the
            pattern of active units, which may be finer: two patterns can give one function

Floats are fractions, and here they are taken as such: nothing is rounded, no tolerance decides. The price is time, so
this is for small networks. Source: DL section 6.4.1, Srihari 4.25-4.27 (Montufar et al. 2014, Pascanu et al. 2013).
"""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from ._check import array, kind, scalar, short

Affine = tuple[tuple[Fraction, ...], ...]        # a row for each unit: its factors, then its constant
Point = tuple[Fraction, Fraction]
MOST = 100_000                                   # pieces or cells


class LineRegions(NamedTuple):
    """How many straight pieces, the s where they meet, and how many patterns of active units there are."""
    pieces: int
    bends: tuple[Fraction, ...]
    patterns: int


class PlaneRegions(NamedTuple):
    """How many cells (patterns of active units, each convex), and how many different affine functions on them.

    Linear regions, the largest connected parts with one function, are at most the cells and at least the functions.
    """
    cells: int
    functions: int


def on_line(theta: Sequence, p: object, d: object, a: float | None = None, b: float | None = None,
            g: str = "relu") -> LineRegions:
    """Return the pieces of the network's output along p + s d for a < s < b, exactly; no a or b is no end.

    Each layer cuts every piece where one of its units is 0 inside it. Neighbours on which the output is the same affine
    function are then one. Raises ValueError for more than 100,000 pieces. Source: Srihari 4.25-4.27.

    >>> tent = [([[1, 1]], [0, -0.5]), ([[2], [-4]], [0])]
    >>> print(on_line(tent, [0], [1], 0, 1).pieces, on_line(tent, [0], [1]).pieces)
    2 3
    """
    layers, negative = _exact(theta), _unit(g)
    p, d = (array(name, value, (len(layers[0][0]),)) for name, value in (("p", p), ("d", d)))
    ends = tuple(None if end is None else Fraction(scalar(name, end)) for name, end in (("a", a), ("b", b)))
    if None not in ends and not ends[0] < ends[1]:
        raise ValueError(f"a and b need a < b, got {a} and {b}")
    start = tuple((Fraction(slope), Fraction(at)) for slope, at in zip(d.tolist(), p.tolist()))
    found = [(ends, start)]
    for l, layer in enumerate(layers):
        found = [part for stretch, h in found
                 for part in _cut_line(stretch, _affine(h, layer), negative if l < len(layers) - 1 else None)]
        _few(len(found))
    bends = tuple(left[0][1] for left, right in zip(found, found[1:]) if left[1] != right[1])
    return LineRegions(len(bends) + 1, bends, len(found))


def in_box(theta: Sequence, low: object = (-1, -1), high: object = (1, 1), g: str = "relu") -> PlaneRegions:
    """Return the cells of a network of two inputs inside the box low < x < high, exactly.

    Cells are convex polygons, and each unit's line cuts those that it crosses in two.
    Raises ValueError for more than 100,000 cells. Source: Srihari 4.26-4.27.

    >>> three_lines = [([[1, 0, 1], [0, 1, 1]], [0, 0, -0.5]), ([[1], [1], [1]], [0])]
    >>> print(in_box(three_lines))
    PlaneRegions(cells=7, functions=7)
    """
    layers, negative = _exact(theta), _unit(g)
    (x0, y0), (x1, y1) = (map(Fraction, array(name, end, (2,)).tolist())
                          for name, end in (("low", low), ("high", high)))
    if len(layers[0][0]) != 2 or not (x0 < x1 and y0 < y1):
        raise ValueError(f"theta and the box need two inputs and low < high, got {len(layers[0][0])}, {low} and {high}")
    identity = ((Fraction(1), Fraction(0), Fraction(0)), (Fraction(0), Fraction(1), Fraction(0)))
    found = [([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], identity)]
    for l, layer in enumerate(layers):
        found = [part for polygon, h in found
                 for part in _cut_plane(polygon, _affine(h, layer), negative if l < len(layers) - 1 else None)]
        _few(len(found))
    return PlaneRegions(len(found), len({h for _, h in found}))


def _cut_line(stretch: tuple, a: Affine, negative: Fraction | None) -> list[tuple[tuple, Affine]]:
    """The stretch cut where a unit is 0, each part with what the units make of it; uncut after the last layer."""
    if negative is None:
        return [(stretch, a)]
    low, high = stretch
    zeros = sorted({-at / slope for slope, at in a if slope})
    inner = [s for s in zeros if (low is None or s > low) and (high is None or s < high)]
    ends = [low, *inner, high]
    return [(part, tuple(_bent(row, row[0] * _inside(*part) + row[1], negative) for row in a))
            for part in zip(ends, ends[1:])]


def _cut_plane(polygon: list[Point], a: Affine, negative: Fraction | None) -> list[tuple[list[Point], Affine]]:
    if negative is None:
        return [(polygon, a)]
    parts = [polygon]
    for row in a:
        parts = [half for part in parts for half in _halves(part, row)]
    centres = [(sum(x for x, _ in part) / len(part), sum(y for _, y in part) / len(part)) for part in parts]
    return [(part, tuple(_bent(row, row[0] * x + row[1] * y + row[2], negative) for row in a))
            for part, (x, y) in zip(parts, centres)]


def _halves(polygon: list[Point], row: tuple[Fraction, ...]) -> list[list[Point]]:
    """The polygon, or the two parts into which the line row = 0 cuts it."""
    height = [row[0] * x + row[1] * y + row[2] for x, y in polygon]
    if min(height) >= 0 or max(height) <= 0:
        return [polygon]
    sides: tuple[list[Point], list[Point]] = ([], [])
    for i, (point, z) in enumerate(zip(polygon, height)):
        for side, sign in zip(sides, (1, -1)):
            if sign * z >= 0:
                side.append(point)
        following, z1 = polygon[(i + 1) % len(polygon)], height[(i + 1) % len(polygon)]
        if z * z1 < 0:
            share = z / (z - z1)
            crossing = tuple(u + share * (v - u) for u, v in zip(point, following))
            sides[0].append(crossing), sides[1].append(crossing)
    return list(sides)


def _bent(row: tuple[Fraction, ...], z: Fraction, negative: Fraction) -> tuple[Fraction, ...]:
    """What the unit makes of an affine function whose value is z in the middle of a part."""
    return row if z >= 0 else tuple(negative * part for part in row)


def _inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    """A point between two ends, or beyond the one there is."""
    if low is None or high is None:
        return Fraction(0) if low is high else high - 1 if low is None else low + 1
    return (low + high) / 2


def _affine(h: Affine, layer: tuple) -> Affine:
    """W applied to affine functions, with b on their constants."""
    W, b = layer
    columns = list(zip(*h))
    rows = [tuple(sum(w * part for w, part in zip(weights, column)) for column in columns) for weights in zip(*W)]
    return tuple((*row[:-1], row[-1] + at) for row, at in zip(rows, b))


def _exact(theta: Sequence) -> list[tuple]:
    layers = []
    for pair in kind("theta", theta, Sequence):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"theta needs a (W, b) for each layer, got {short(pair)}")
        W = array("W", pair[0], ("n_in" if not layers else len(layers[-1][1]), "n_out"))
        b = array("b", pair[1], W.shape[1:])
        layers.append(([[Fraction(w) for w in row] for row in W.tolist()], [Fraction(at) for at in b.tolist()]))
    if not layers:
        raise ValueError("theta needs at least one layer, got none")
    return layers


def _unit(g: str) -> Fraction:
    """The slope of the hidden unit where a < 0."""
    slopes = {"relu": Fraction(0), "absolute": Fraction(-1)}
    if not isinstance(g, str) or g not in slopes:
        raise ValueError(f"g needs relu or absolute, got {short(g)}")
    return slopes[g]


def _few(parts: int) -> None:
    if parts > MOST:
        raise ValueError(f"theta needs at most {MOST} parts, got {parts}")

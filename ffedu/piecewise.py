"""Continuous piecewise-linear functions of one number: what a one-hidden-layer relu network on a line is.

    t     (N + 1,)  knots, rising; N pieces between them       v   (N + 1,)  values at the knots
    x     any shape                                            s   (N,)      slopes of the pieces

A function is given by its knots and values. Left of the first knot and right of the last it goes on straight.
As a network it is b + sum_i w_i relu(x - t_i) on [t_0, t_N]: one unit for each piece, w_0 = s_0, w_i = s_i - s_(i-1);
where the first piece is flat, its unit does nothing and is not needed.
Source: DL sections 6.3.1 and 6.4.1, Srihari 1.30 and 4.17-4.26.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, finite, kind, real, scalar


class Piecewise(NamedTuple):
    """Knots t and values v, both (N + 1,)."""
    t: np.ndarray
    v: np.ndarray


class ReluNet(NamedTuple):
    """b + sum_i w_i relu(x - t_i): knots t and weights w (n,), bias b."""
    t: np.ndarray
    w: np.ndarray
    b: float


def evaluate(f: Piecewise, x: object) -> np.ndarray:
    """Return f(x), x of any shape, the outer pieces prolonged.

    >>> print(evaluate(Piecewise(np.array([0., 1., 2.]), np.array([0., 1., 0.])), [-1., 0.5, 1.5, 3.]))
    [-1.   0.5  0.5 -1. ]
    """
    t, v = _checked(f)
    x = finite("x", real("x", x))
    i = np.clip(np.searchsorted(t, x, side="right") - 1, 0, len(t) - 2)
    return v[i] + (v[i + 1] - v[i]) / (t[i + 1] - t[i]) * (x - t[i])


def slopes(f: Piecewise) -> np.ndarray:
    """Return the slopes (N,) of the pieces.

    >>> print(slopes(Piecewise(np.array([0., 1., 3.]), np.array([0., 1., 0.]))))
    [ 1.  -0.5]
    """
    t, v = _checked(f)
    return np.diff(v) / np.diff(t)


def to_relu(f: Piecewise) -> ReluNet:
    """Return the network of relu units that equals f on [t_0, t_N]: one unit a piece, none where no slope changes.

    Left of t_0 the network is the constant v_0. Source: DL section 6.4.1.

    >>> print(to_relu(Piecewise(np.array([0., 1., 2.]), np.array([5., 5., 7.]))))
    ReluNet(t=array([1.]), w=array([2.]), b=5.0)
    """
    t, v = _checked(f)
    w = np.diff(slopes(f), prepend=v.dtype.type(0))
    return ReluNet(t[:-1][w != 0], w[w != 0], float(v[0]))


def relu_net(net: ReluNet, x: object) -> np.ndarray:
    """Return b + sum_i w_i relu(x - t_i), x of any shape.

    >>> print(relu_net(ReluNet(np.array([1.0]), np.array([2.0]), 5.0), [0., 1., 2.]))
    [5. 5. 7.]
    """
    t, w = finite("t", real("t", kind("net", net, ReluNet).t)), finite("w", real("w", net.w))
    if t.ndim != 1 or w.shape != t.shape:
        raise ValueError(f"net needs a weight for each knot, got t {t.shape}, w {w.shape}")
    return scalar("b", net.b) + np.maximum(finite("x", real("x", x))[..., None] - t, 0.0) @ w


def sup_distance_to_square(f: Piecewise) -> float:
    """Return the largest |f(x) - x^2| on [t_0, t_N], exactly: on each piece at its ends or where x is half its slope.

    >>> print(sup_distance_to_square(Piecewise(np.array([0., 0.5, 1.]), np.array([0., 0.25, 1.]))))
    0.0625
    """
    t, v = _checked(f)
    s = slopes(f)
    middle = np.clip(s / 2, t[:-1], t[1:])       # where d/dx (x^2 - s x) = 0
    inside = v[:-1] + s * (middle - t[:-1]) - middle**2
    return float(max(np.abs(v - t**2).max(), np.abs(inside).max()))


def pieces(f: Piecewise, x: tuple[float, float] | None = None) -> int:
    """Return how many straight pieces f has, neighbours of one slope counted once; with x = (a, b), those inside it.

    >>> pieces(Piecewise(np.array([0., 1., 2., 3.]), np.array([0., 1., 2., 0.])))
    2
    """
    t, _ = _checked(f)
    bends = t[1:-1][np.diff(slopes(f)) != 0]
    if x is not None:
        a, b = array("x", x, (2,))
        bends = bends[(bends > a) & (bends < b)]
    return 1 + len(bends)


def _checked(f: Piecewise) -> tuple[np.ndarray, np.ndarray]:
    t = array("t", kind("f", f, Piecewise).t, ("N + 1",))
    if len(t) < 2 or np.any(np.diff(t) <= 0):
        raise ValueError(f"t needs at least two knots that rise, got {t.tolist()}")
    return t, array("v", f.v, t.shape)

"""XOR learned from many random starts at once: three hidden units, a sigmoid output, cross-entropy.

    theta   Parameters (W, c, w, b) of xor, with the starts along a leading axis: W (s, 2, n), c (s, n), w (s, n), b (s,)
    p       P(y = 1 | x) on the four points, shape (s, 4)

Two hidden units would be enough to hold XOR. What share of starts finds it depends on the unit, the width, the rate and
the number of steps, so whoever states a share states those too.
Source: DL section 6.1 and 6.2.1.1, Srihari 1.34.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ._check import array, count, scalar, short
from .stable import sigmoid
from .xor import X, Parameters, _stacked, y

NEAR = 0.05             # how far an output may be from the value that describes it


class _Unit(NamedTuple):
    """A hidden unit, with its slope as a function of a and of h = g(a), whichever is cheaper."""
    g: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray, np.ndarray], np.ndarray]


UNITS = {"relu": _Unit(lambda a: np.maximum(a, 0), lambda a, h: a > 0),
         "tanh": _Unit(np.tanh, lambda a, h: 1 - h * h),
         "sigmoid": _Unit(sigmoid, lambda a, h: h * (1 - h))}


def outputs(theta: Parameters, unit: str = "relu") -> np.ndarray:
    """Return p = sigmoid(w^T g(W^T x + c) + b) on the four points, for each start.

    >>> from ffedu import xor
    >>> print(np.round(outputs(xor.Parameters([[[20., 20.], [20., 20.]]], [[0., -20.]], [[1., -2.]], [-10.])), 3))
    [[0. 1. 1. 0.]]
    """
    g = _unit(unit).g
    W, c, w, b = _last(theta)
    return sigmoid((g(np.tensordot(X, W, 1) + c) * w).sum(1) + b).T


def gradient(theta: Parameters, unit: str = "relu", y: object = y) -> Parameters:
    """Return the gradient of the mean cross-entropy J = -1/4 sum_x [y log p + (1 - y) log(1 - p)], for each start.

    `y` are the four targets, XOR unless another table is given. The slope of relu at 0 is taken as 0.

    >>> from ffedu import xor
    >>> start = xor.Parameters(np.zeros((1, 2, 3)), np.zeros((1, 3)), np.zeros((1, 3)), np.zeros(1))
    >>> print(max(abs(part).max() for part in gradient(start, "tanh")), gradient(start, "tanh", [0, 0, 0, 1]).b)
    0.0 [0.25]
    """
    used = _unit(unit)
    return _first(_gradient(_last(theta), used, array("y", y, (4,)), 1.0))


def learn(theta: Parameters, unit: str = "relu", epsilon: float = 1.0, steps: int = 3000) -> Parameters:
    """Return where `steps` steps of plain gradient descent on the mean cross-entropy end, for each start.

    theta <- theta - epsilon dJ/dtheta, all four points in each step.

    >>> from ffedu import xor
    >>> end = learn(xor.random_start(np.random.default_rng(0), 2, starts=20), "tanh", steps=1000)
    >>> print(endings(outputs(end, "tanh"))["solved"])
    9
    """
    used = _unit(unit)
    epsilon, now = scalar("epsilon", epsilon, above=0), [part.copy() for part in _last(theta)]
    for _ in range(count("steps", steps, least=0)):
        for part, change in zip(now, _gradient(now, used, y, epsilon)):
            part -= change
    return _first(now)


def endings(p: object) -> dict[str, int]:
    """Return how many starts ended in which way, by their four outputs, each within 0.05 of what is said.

    >>> print({how: n for how, n in endings([[0, 1, 1, 0], [0.5] * 4, [0, 0.5, 1, 0.5]]).items() if n})
    {'solved': 1, '1/2 everywhere': 1, 'two right, two at 1/2': 1}
    """
    p = array("p", p, ("s", 4))
    right, half, low, high = (np.sum(abs(p - target) < NEAR, 1) for target in (y, 1 / 2, 1 / 3, 2 / 3))
    ways = {"solved": right == 4, "1/2 everywhere": half == 4, "two right, two at 1/2": (right == 2) & (half == 2),
            "one right, three at 1/3 or 2/3": (right == 1) & (np.maximum(low, high) == 3)}
    found = {how: int(np.sum(which)) for how, which in ways.items()}
    return found | {"otherwise": len(p) - sum(found.values())}


def _unit(name: str) -> _Unit:
    if not isinstance(name, str) or name not in UNITS:
        raise ValueError(f"unit needs one of {', '.join(UNITS)}, got {short(name)}")
    return UNITS[name]


def _gradient(theta: list[np.ndarray], unit: _Unit, y: np.ndarray, factor: float) -> tuple[np.ndarray, ...]:
    """factor times the gradient, starts along the last axis: the matrix products are then two large ones."""
    W, c, w, b = theta
    a = np.tensordot(X, W, 1) + c
    h = unit.g(a)
    r = (sigmoid((h * w).sum(1) + b) - y[:, None]) * (factor / 4)
    G = r[:, None] * w * unit.slope(a, h)
    return np.tensordot(X.T, G, 1), G.sum(0), (r[:, None] * h).sum(0), r.sum(0)


def _last(theta: Parameters) -> list[np.ndarray]:
    """The parts with their starts along the last axis."""
    theta = _stacked(theta)
    if theta.b.ndim != 1:
        raise ValueError(f"theta needs one leading axis of starts, got W of shape {theta.W.shape}")
    return [np.ascontiguousarray(np.moveaxis(part, 0, -1)) for part in theta]


def _first(parts: list[np.ndarray] | tuple[np.ndarray, ...]) -> Parameters:
    return Parameters(*(np.moveaxis(part, -1, 0) for part in parts))

"""Derivatives by number, to hold derivatives by formula against.

A complex step is exact to the last digit but asks for an analytic formula: it silently lies for abs, max, norms and
variances of complex numbers. A central difference works for anything smooth near the point and is right to about
ten digits; across a kink it gives the mean of the two slopes.
"""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._check import finite, function, real, scalar

CBRT_EPS = float(np.cbrt(np.finfo(float).eps))          # 6e-6: where rounding and truncation error balance


def complex_step(f: Callable[[np.ndarray], np.ndarray], x: object, h: float = 1e-20) -> np.ndarray:
    """Return f'(x), elementwise, for an analytic f that acts on each element alone.

    f'(x) = Im f(x + ih) / h + O(h^2), with no difference taken, so h may be tiny.
    Raises ValueError for h <= 0 and for an x that is not finite. Source: Squire and Trapp (1998).

    >>> print(complex_step(lambda x: x**3 + 7, [1.0, 2.0]))
    [ 3. 12.]
    """
    f, h = function("f", f), scalar("h", h, above=0)
    x = finite("x", real("x", x))
    return _values(np.imag, f(x + 1j * h), x) / h


def central_difference(f: Callable[[np.ndarray], np.ndarray], x: object, h: float = CBRT_EPS) -> np.ndarray:
    """Return f'(x), elementwise, for an f that acts on each element alone.

    f'(x) = (f(x + h) - f(x - h)) / 2h + O(h^2). Raises ValueError as `complex_step` does.

    >>> print(central_difference(np.abs, [-1.0, 2.0]).round(9))
    [-1.  1.]
    """
    f, (x, h) = function("f", f), _apart(x, h, "x")
    return (_values(np.asarray, f(x + h), x) - _values(np.asarray, f(x - h), x)) / (2 * h)


def numerical_gradient(f: Callable[[np.ndarray], float], theta: object, h: float = CBRT_EPS) -> np.ndarray:
    """Return the gradient of a scalar-valued f at `theta`, of theta's shape, one central difference an element.

    It costs two evaluations of f for each parameter: what back-propagation saves.

    >>> print(numerical_gradient(lambda t: float(t @ t), [1.0, -2.0]).round(9))
    [ 2. -4.]
    """
    f, (theta, h) = function("f", f), _apart(theta, h, "theta")
    grad = np.empty_like(theta)
    for i in np.ndindex(theta.shape):
        moved = [theta.copy(), theta.copy()]
        moved[0][i] += h
        moved[1][i] -= h
        grad[i] = (scalar("f(theta)", f(moved[0])) - scalar("f(theta)", f(moved[1]))) / (2 * h)
    return grad


def _apart(x: object, h: object, name: str) -> tuple[np.ndarray, float]:
    """x as float64 and h, which has to be large enough to move every element of it."""
    x, h = finite(name, real(name, x)).astype(float), scalar("h", h, above=0)
    if np.any(x + h == x):
        raise ValueError(f"h needs to change every element of {name}, got {h}, which is lost beside the largest")
    return x, h


def _values(part: Callable[[object], np.ndarray], value: object, x: np.ndarray) -> np.ndarray:
    """What f returned, which has to be numbers of x's shape."""
    got = np.asarray(value)
    if got.dtype.kind not in "fiubc" or got.shape != x.shape:
        raise ValueError(f"f(x) needs numbers of the shape {x.shape}, got dtype {got.dtype}, shape {got.shape}")
    return part(got)

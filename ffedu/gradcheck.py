"""Derivatives by number, to hold derivatives by formula against, and when each of them lies.

    f       the function            df, vjp   what is under test: its gradient, its vector-Jacobian product
    x, theta   where                h         step                J   Jacobian dy/dx of y = f(x)
    u, v    random unit directions in the space of x and of f(x)

complex_step        error of a few eps. f has to be an analytic formula that takes complex numbers: for abs, max, norms,
                    comparisons and variances of complex numbers (|x - mean|^2) it lies and gives no sign of it.
central_difference  error h^2 |f'''| / 6 + eps |f| / h, about 1e-10 where f and f''' are near 1. Across a kink it
                    gives, without a sign, the mean of the two slopes: 1/2 for relu at 0.
one_sided           error h |f''| / 2 + eps |f| / h, about 1e-8; for kinks, which are to lie at x itself.
numerical_gradient, jacobian, random_direction, vjp_identity   central differences, with what is said of them.

All differences are taken in float64: a float32 x or theta is raised to it first. An f that computes in float32 all the
same has an error of 1e-7 |f| / h, 1 % at the usual h.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from ._check import finite, function, kind, real, scalar, short

CBRT_EPS = float(np.cbrt(np.finfo(float).eps))          # 6e-6: where the errors of a central difference balance
SQRT_EPS = float(np.sqrt(np.finfo(float).eps))          # 1.5e-8: where those of a one-sided difference do


def complex_step(f: Callable[[np.ndarray], np.ndarray], x: object, h: float = 1e-20) -> np.ndarray:
    """Return f'(x), elementwise, for an analytic f that acts on each element alone.

    f'(x) = Im f(x + ih) / h + O(h^2), with no difference taken, so h may be tiny.
    Raises ValueError for h <= 0 and for an x that is not finite. Source: Squire and Trapp (1998).

    >>> print(complex_step(lambda x: x**3 + 7, [1.0, 2.0]))
    [ 3. 12.]
    """
    f, h = function("f", f), scalar("h", h, above=0)
    x = finite("x", real("x", x)).astype(float)
    return _values(np.imag, f(x + 1j * h), x) / h


def central_difference(f: Callable[[np.ndarray], np.ndarray], x: object, h: float = CBRT_EPS) -> np.ndarray:
    """Return f'(x), elementwise, for an f that acts on each element alone.

    f'(x) = (f(x + h) - f(x - h)) / 2h + O(h^2). Errors as for `complex_step`, and for an h too small to move x.

    >>> print(central_difference(np.abs, [-1.0, 2.0]).round(9))
    [-1.  1.]
    """
    f, (x, h) = function("f", f), _apart(x, h, "x")
    return (_values(np.asarray, f(x + h), x) - _values(np.asarray, f(x - h), x)) / (2 * h)


def one_sided(f: Callable[[np.ndarray], np.ndarray], x: object, side: str, h: float = SQRT_EPS) -> np.ndarray:
    """Return the left or the right derivative of f at x, elementwise, for an f that acts on each element alone.

    left = (f(x) - f(x - h)) / h,  right = (f(x + h) - f(x)) / h, both + O(h); at a jump the one across it is about 1/h.
    Raises ValueError for a side that is neither "left" nor "right", and as `central_difference` does.
    Source: DL section 6.3, Srihari 3.8.

    >>> print(one_sided(np.abs, [0.0], "left"), one_sided(np.abs, [0.0], "right"))
    [-1.] [1.]
    """
    f, (x, h) = function("f", f), _apart(x, h, "x")
    if kind("side", side, str) not in ("left", "right"):
        raise ValueError(f'side needs "left" or "right", got {short(side)}')
    t = h if side == "right" else -h
    return (_values(np.asarray, f(x + t), x) - _values(np.asarray, f(x), x)) / t


def numerical_gradient(f: Callable[[np.ndarray], float], theta: object, h: float = CBRT_EPS) -> np.ndarray:
    """Return the gradient of a scalar-valued f at `theta`, of theta's shape, one central difference an element.

    It costs two evaluations of f for each parameter: what back-propagation saves.

    >>> print(numerical_gradient(lambda t: float(t @ t), [1.0, -2.0]).round(9))
    [ 2. -4.]
    """
    f, (theta, h) = function("f", f), _apart(theta, h, "theta")
    grad = np.empty_like(theta)
    for i, plus, minus in _moved(theta, h):
        grad[i] = (scalar("f(theta)", f(plus)) - scalar("f(theta)", f(minus))) / (2 * h)
    return grad


def jacobian(f: Callable[[np.ndarray], np.ndarray], x: object, h: float = CBRT_EPS) -> np.ndarray:
    """Return the Jacobian J of y = f(x), one column, a central difference, for each element of x.

    J[i, j] = dy_i / dx_j. Shapes: x and y any, J that of y followed by that of x; () counts as no axis.
    Raises ValueError where x has no element, where f is not finite, or where its shape changes.

    >>> print(jacobian(lambda x: np.array([x[0] * x[1], x[0], 3 * x[1]]), [2.0, 5.0]).round(9))
    [[5. 2.]
     [1. 0.]
     [0. 3.]]
    """
    f, (x, h) = function("f", f), _apart(x, h, "x")
    if x.size == 0:
        raise ValueError(f"x needs at least one element, got shape {x.shape}")
    columns = [_difference(f, plus, minus, h) for _, plus, minus in _moved(x, h)]
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


class Comparison(NamedTuple):
    """A derivative by number and by formula: |numerical - analytic| / max(|numerical|, |analytic|), 0 for 0 and 0."""
    numerical: float
    analytic: float
    relative_error: float


def random_direction(f: Callable[[np.ndarray], float], df: Callable[[np.ndarray], np.ndarray], theta: object,
                     rng: np.random.Generator, h: float = CBRT_EPS) -> Comparison:
    """Return the slope of a scalar-valued f along a random unit direction u: by number and as <df(theta), u>.

    (f(theta + h u) - f(theta - h u)) / 2h = <df(theta), u> + O(h^2): two evaluations however many parameters there are.
    Expect a relative error near 1e-9, more where u happens to lie almost across the gradient; 1e-6 tells right from
    wrong. An error d in df shows as about |d| / |df|, a wrong sign as 2.
    Shapes: theta and df(theta) the same. Raises ValueError where they are not, and where theta has no element.

    >>> f, df = lambda t: float(np.sum(t**3)), lambda t: 3 * t**2
    >>> check = random_direction(f, df, [1.0, 2.0], np.random.default_rng(0))
    >>> print(check.relative_error < 1e-8)
    True
    """
    f, df, (theta, h) = function("f", f), function("df", df), _apart(theta, h, "theta")
    u = _direction("theta", theta.shape, rng)
    numerical = (scalar("f(theta)", f(theta + h * u)) - scalar("f(theta)", f(theta - h * u))) / (2 * h)
    return _compare(numerical, _inner("df(theta)", df(theta), u))


def vjp_identity(f: Callable[[np.ndarray], np.ndarray], vjp: Callable[[np.ndarray, np.ndarray], np.ndarray], x: object,
                 rng: np.random.Generator, h: float = CBRT_EPS) -> Comparison:
    """Return both sides of <v, J u> = <J^T v, u> for random unit u and v: J u by number, J^T v = vjp(x, v) as given.

    J u = (f(x + h u) - f(x - h u)) / 2h + O(h^2). vjp(x, G) is a backward rule: the gradient in x when the gradient in
    y = f(x) is G. Error and threshold as for `random_direction`, which is the case of a scalar y.
    Shapes: x, y any, vjp(x, v) that of x. Raises ValueError where they do not fit, or where x or y has no element.

    >>> check = vjp_identity(np.sin, lambda x, G: G * np.cos(x), [1.0, 2.0], np.random.default_rng(0))
    >>> print(check.relative_error < 1e-8)
    True
    """
    f, vjp, (x, h) = function("f", f), function("vjp", vjp), _apart(x, h, "x")
    u = _direction("x", x.shape, rng)
    Ju = _difference(f, x + h * u, x - h * u, h)
    v = _direction("f(x)", Ju.shape, rng)
    return _compare(float(np.sum(v * Ju)), _inner("vjp(x, v)", vjp(x, v), u))


def _apart(x: object, h: object, name: str) -> tuple[np.ndarray, float]:
    """x as float64 and h, which has to be large enough to move every element of it up and down."""
    x, h = finite(name, real(name, x)).astype(float), scalar("h", h, above=0)
    if np.any((x + h == x) | (x - h == x)):
        raise ValueError(f"h needs to change every element of {name}, got {h}, which is lost beside the largest")
    return x, h


def _moved(x: np.ndarray, h: float) -> Iterator[tuple[tuple[int, ...], np.ndarray, np.ndarray]]:
    """For each element of x in turn: its index, x with h added to it, x with h taken from it."""
    for i in np.ndindex(x.shape):
        plus, minus = x.copy(), x.copy()
        plus[i] += h
        minus[i] -= h
        yield i, plus, minus


def _difference(f: Callable[[np.ndarray], np.ndarray], plus: np.ndarray, minus: np.ndarray, h: float) -> np.ndarray:
    above, below = (finite("f(x)", real("f(x)", f(at))).astype(float) for at in (plus, minus))
    if above.shape != below.shape:
        raise ValueError(f"f(x) needs the same shape for every x, got {above.shape} and {below.shape}")
    return (above - below) / (2 * h)


def _direction(name: str, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """A unit vector of that shape, uniform over the sphere."""
    u = np.asarray(kind("rng", rng, np.random.Generator).standard_normal(shape))
    if u.size == 0:
        raise ValueError(f"{name} needs at least one element, got shape {shape}")
    return u / np.sqrt(np.sum(u**2))


def _inner(name: str, value: object, u: np.ndarray) -> float:
    value = finite(name, real(name, value))
    if value.shape != u.shape:
        raise ValueError(f"{name} needs the shape {u.shape}, got {value.shape}")
    return float(np.sum(value * u))


def _compare(numerical: float, analytic: float) -> Comparison:
    largest = max(abs(numerical), abs(analytic))
    return Comparison(numerical, analytic, abs(numerical - analytic) / largest if largest else 0.0)


def _values(part: Callable[[object], np.ndarray], value: object, x: np.ndarray) -> np.ndarray:
    """What f returned, which has to be numbers of x's shape."""
    got = np.asarray(value)
    if got.dtype.kind not in "fiubc" or got.shape != x.shape:
        raise ValueError(f"f(x) needs numbers of the shape {x.shape}, got dtype {got.dtype}, shape {got.shape}")
    return part(got)

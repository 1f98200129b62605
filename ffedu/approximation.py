"""What one hidden layer can come close to: constructions whose error is proved, and measured beside the proof.

    f      the function to come close to, on [a, b]     N   how many units or pieces        h   (b - a) / N
    L      a Lipschitz constant: |f(x) - f(y)| <= L |x - y|         k   steepness: sigma(k (x - m)) steps up at m
    sup    the largest |F - f| on [a, b]                L1  the integral of |F - f|

The theorem says that a good network exists. Here networks are written down; whether learning finds them is another
question. Source: DL section 6.4.1, Srihari 4.17-4.24, Zelener's theorem and lookup-table slides, Fix p. 46.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ._check import array, count, finite, function, kind, real, scalar
from .piecewise import Piecewise
from .stable import sigmoid


class StepNet(NamedTuple):
    """c0 + sum_i c_i sigma(k (x - m_i)): steps m and heights c, the start c0, steepness k; sup as proved."""
    m: np.ndarray
    c: np.ndarray
    c0: float
    k: float
    bound: float


def staircase(f: Callable, N: int, L: float, a: float = 0.0, b: float = 1.0, sharpness: float = 40.0) -> StepNet:
    """Return N sigmoids that climb from sample to sample of f, with the bound that is proved for their sup error.

    Samples stand at x_i = a + i h, i = 0..N; the step of height f(x_i) - f(x_(i-1)) at their middle; k = sharpness / h.
    Hard steps are within L h/2 of f, for the nearest sample is within h/2. A sigmoid differs from its step by at most
    1/2 where it is nearest and by e^(-k d) at distance d, and its height is at most L h; the others stand h/2, 3h/2,
    ... away on both sides. Together sup <= L h (1 + 2 e^(-k h/2) / (1 - e^(-k h))), which tends to 0 with h.
    Source: DL section 6.4.1, Srihari 4.18, Zelener's theorem slide.

    >>> net = staircase(np.sin, 100, L=1.0)
    >>> print(len(net.c), f"{net.bound:.4f}")
    100 0.0100
    """
    f, N, L = function("f", f), count("N", N, least=1), scalar("L", L, above=0)
    a, b = _interval(a, b)
    h, sharpness = (b - a) / N, scalar("sharpness", sharpness, above=0)
    v = _values(f, a + h * np.arange(N + 1))
    tail = 2 * np.exp(-sharpness / 2) / -np.expm1(-sharpness)
    return StepNet(a + h * (np.arange(N) + 0.5), np.diff(v), float(v[0]), sharpness / h, float(L * h * (1 + tail)))


def bumps(f: Callable, N: int, L: float, a: float = 0.0, b: float = 1.0, sharpness: float = 40.0) -> StepNet:
    """Return the lookup table: N bumps, each a step up and a step down, as high as f in its middle; 2 N sigmoids.

    Each bump is about 1 on its own cell and 0 elsewhere, so the cell's x picks the value. It is NOT a test of the value
    of f, as one slide has it (erratum Z-02). The outer two steps stand a cell outside [a, b].
    Hard bumps are within L h/2 of f. Neighbours' steps at one place together have height at most L h, so the bound is
    that of `staircase` and 2 |f| e^(-k h) for the two outer steps. Source: Zelener's lookup-table slide, Fix p. 46.

    >>> net = bumps(np.sin, 100, L=1.0)
    >>> print(len(net.c), f"{net.bound:.4f}")
    200 0.0100
    """
    f, N, L = function("f", f), count("N", N, least=1), scalar("L", L, above=0)
    a, b = _interval(a, b)
    h, sharpness = (b - a) / N, scalar("sharpness", sharpness, above=0)
    v, edges = _values(f, a + h * (np.arange(N) + 0.5)), a + h * np.arange(N + 1)
    edges[0], edges[-1] = a - h, b + h
    tail = 2 * np.exp(-sharpness / 2) / -np.expm1(-sharpness)
    bound = L * h * (1 + tail) + 2 * np.abs(v).max() * np.exp(-sharpness)
    return StepNet(np.concatenate([edges[:-1], edges[1:]]), np.concatenate([v, -v]), 0.0, sharpness / h, float(bound))


def step_net(net: StepNet, x: object) -> np.ndarray:
    """Return c0 + sum_i c_i sigma(k (x - m_i)), x of any shape.

    >>> print(step_net(StepNet(np.array([0.5]), np.array([2.0]), 1.0, 100.0, 0.0), [0.0, 0.5, 1.0]).round(3))
    [1. 2. 3.]
    """
    kind("net", net, StepNet)
    x = finite("x", real("x", x))
    return net.c0 + sigmoid(net.k * (x[..., None] - net.m)) @ net.c


def square_with_pieces(N: int) -> Piecewise:
    """Return the continuous function of N straight pieces that is closest to x^2 on [0, 1]: sup 1 / (8 N^2).

    N equal chords lie above x^2 by at most h^2/4; half of that down, they are off by h^2/8 on both sides, at the ends
    and in the middle of each piece. Source: DL section 6.4.1; free knots: de Boor.

    >>> print(square_with_pieces(1))
    Piecewise(t=array([0., 1.]), v=array([-0.125,  0.875]))
    """
    N = count("N", N, least=1)
    t = np.arange(N + 1) / N
    return Piecewise(t, t**2 - 1 / (8 * N**2))


def square_with_units(N: int) -> Piecewise:
    """Return the closest to x^2 on [0, 1] of all networks of N relu units and an output bias: sup 1 / (8 (N + 1/2)^2).

    A unit bends once, so N units give N bends, and a flat piece before the first costs none. A flat piece of length p
    is off by p^2/2, a free one of length h by h^2/8: equal errors need h = 2 p, and p + N h = 1 gives p = 1 / (2 N + 1).

    >>> print(square_with_units(1))
    Piecewise(t=array([0.        , 0.33333333, 1.        ]), v=array([0.05555556, 0.05555556, 0.94444444]))
    """
    N = count("N", N, least=1)
    p = 1 / (2 * N + 1)
    t = np.concatenate([[0.0], p + 2 * p * np.arange(N + 1)])
    return Piecewise(t, np.concatenate([[p * p / 2], t[1:] ** 2 - p * p / 2]))


class Equidistributed(NamedTuple):
    """N pieces, and the sup error to which the best N pieces tend, (integral of sqrt|f''|)^2 / (16 N^2)."""
    F: Piecewise
    limit: float


def equidistributed(f: Callable, d2f: Callable, N: int, a: float = 0.0, b: float = 1.0,
                    grid: int = 10_001) -> Equidistributed:
    """Return N chords of f between knots that share sqrt|f''| equally, moved half their error towards f.

    A chord of length h is off by about h^2 |f''| / 8, on one side; where h sqrt|f''| is the same for all of them, no
    piece is worse than another, and half of it aside halves the error: for N to infinity no N pieces do better.
    d2f is f''; the integral is taken by the trapezoid rule on `grid` points. f has to bend one way all over [a, b]: at
    an inflection the formula for one chord fails, so cut there. Raises ValueError where f'' is 0 or changes its sign.
    Source: de Boor, Practical Guide to Splines.

    >>> best = equidistributed(np.exp, np.exp, 10)
    >>> print(f"{best.limit:.6f}")
    0.001052
    """
    f, d2f, N = function("f", f), function("d2f", d2f), count("N", N, least=1)
    a, b = _interval(a, b)
    x = np.linspace(a, b, count("grid", grid, least=2))
    curvature = _values(d2f, x)
    if not np.all(curvature > 0) and not np.all(curvature < 0):
        low, high = curvature.min(), curvature.max()
        raise ValueError(f"d2f needs one sign on [{a:g}, {b:g}], got values from {low:g} to {high:g}")
    density = np.sqrt(np.abs(curvature))
    share = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(x))])
    t = np.interp(np.arange(N + 1) / N * share[-1], share, x)
    limit = float(share[-1] ** 2 / (16 * N**2))
    return Equidistributed(Piecewise(t, _values(f, t) - np.sign(curvature[0]) * limit), limit)


class LeastSquares(NamedTuple):
    """Output weights w (n,), fitted values yhat (m,), root of the mean squared error, rank of the features."""
    w: np.ndarray
    yhat: np.ndarray
    rms: float
    rank: int


def random_features(rng: np.random.Generator, g: Callable, x: object, n: int, scale: float = 3.0) -> np.ndarray:
    """Return H (m, n) = g(W x + c) of n units with W and c from N(0, scale^2), and x (m,): hidden units left untrained.

    >>> print(random_features(np.random.default_rng(0), np.tanh, [0.0, 1.0], 3).shape)
    (2, 3)
    """
    kind("rng", rng, np.random.Generator)
    x, n, scale = array("x", x, ("m",)), count("n", n, least=1), scalar("scale", scale, above=0)
    a = scale * (x[:, None] * rng.standard_normal(n) + rng.standard_normal(n))
    return _values(function("g", g), a)


def least_squares(H: object, y: object) -> LeastSquares:
    """Return the output weights w of least mean squared error |H w - y|^2 / m, the shortest if there are many.

    For g a polynomial of degree d the columns of H are polynomials of degree d however many there are: the rank stays
    at d + 1, and so does the error. That is why the theorem excludes polynomials (Leshno et al. 1993).
    Shapes: H (m, n), y (m,). Source: Srihari 4.17-4.20.

    >>> x = np.linspace(0, 1, 50)
    >>> for n in (5, 200):
    ...     fit = least_squares(random_features(np.random.default_rng(0), np.square, x, n), np.exp(x))
    ...     print(fit.rank, f"{fit.rms:.5f}")
    3 0.00559
    3 0.00559
    """
    H = array("H", H, ("m", "n"))
    y = array("y", y, H.shape[:1])
    w, _, rank, _ = np.linalg.lstsq(H, y, rcond=1e-10)
    yhat = H @ w
    return LeastSquares(w, yhat, float(np.sqrt(np.mean((yhat - y) ** 2))), int(rank))


class Between(NamedTuple):
    """A number that lies between two that are known."""
    low: float
    high: float


def sup_distance(F: Callable, f: Callable, L: float, a: float = 0.0, b: float = 1.0, n: int = 10_001) -> Between:
    """Return bounds for the largest |F(x) - f(x)| on [a, b]: the largest on a grid of n points, and L h/2 more.

    L is a Lipschitz constant of F - f, h the step of the grid: no x is farther than h/2 from a point of it.

    >>> print(sup_distance(np.cos, np.sin, L=2.0).low)
    1.0
    """
    a, b = _interval(a, b)
    x = np.linspace(a, b, count("n", n, least=2))
    low = float(np.abs(_values(function("F", F), x) - _values(function("f", f), x)).max())
    return Between(low, low + scalar("L", L, above=0) * (b - a) / (n - 1) / 2)


def l1_distance(F: Callable, f: Callable, a: float = 0.0, b: float = 1.0, n: int = 10_001) -> float:
    """Return the integral of |F - f| over [a, b], by the trapezoid rule on n points.

    >>> print(f"{l1_distance(np.square, np.zeros_like):.6f}")
    0.333333
    """
    a, b = _interval(a, b)
    x = np.linspace(a, b, count("n", n, least=2))
    d = np.abs(_values(function("F", F), x) - _values(function("f", f), x))
    return float(np.sum(d[1:] + d[:-1]) / 2 * (b - a) / (n - 1))


def rate(N: object, errors: object) -> float:
    """Return the measured order p of errors ~ N^-p: minus the slope of log error over log N, by least squares.

    Raises ValueError for less than two sizes, and for sizes and errors that are not above 0.

    >>> print(f"{rate([10, 20, 40], [0.1, 0.025, 0.00625]):.3f}")
    2.000
    """
    N = array("N", N, ("n",))
    errors = array("errors", errors, N.shape)
    if len(set(N.tolist())) < 2 or np.any(N <= 0) or np.any(errors <= 0):
        raise ValueError(f"N and errors need two sizes at least and numbers above 0, got {len(N)} sizes")
    return float(-np.polyfit(np.log(N), np.log(errors), 1)[0])


def _interval(a: float, b: float) -> tuple[float, float]:
    a, b = scalar("a", a), scalar("b", b)
    if not a < b:
        raise ValueError(f"a and b need a < b, got {a} and {b}")
    return a, b


def _values(f: Callable, x: np.ndarray) -> np.ndarray:
    return array("f(x)", f(x), x.shape)

"""XOR: the smallest problem that needs a hidden layer, and the networks that solve it.

    X   (4, 2)  the four inputs in rows, in the order 00, 01, 10, 11       y   (4,)  their targets 0, 1, 1, 0
    W   (2, n)  weights from inputs to hidden units                        c   (n,)  hidden biases
    w   (n,)    weights from hidden units to the output                    b         output bias
    a   (m, n)  pre-activations X W + c                                    h   (m, n)  hidden values
    f   (m,)    outputs                                                    J   mean squared error over the m rows

Examples stand in rows here, so the book's W^T x + c is X W + c. Source: DL section 6.1, Srihari 1.23-1.34,
Payberah p. 19-27.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, finite, kind, real, scalar

X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
y = np.array([0., 1., 1., 0.])
X.setflags(write=False)
y.setflags(write=False)


class Parameters(NamedTuple):
    """theta of a network with one hidden layer: W (2, n), c (n,), w (n,), b."""
    W: np.ndarray
    c: np.ndarray
    w: np.ndarray
    b: float


class Trace(NamedTuple):
    """Every intermediate of a forward pass: XW (m, n), a = XW + c, h = g(a), z = h w + b, f (m,)."""
    XW: np.ndarray
    a: np.ndarray
    h: np.ndarray
    z: np.ndarray
    f: np.ndarray


def reference() -> Parameters:
    """Return the ReLU network that the book writes down: it gives XOR exactly.

    W = [[1, 1], [1, 1]], c = [0, -1], w = [1, -2], b = 0. Source: DL eq. 6.4-6.6, Srihari 1.32.

    >>> print(reference().w)
    [ 1. -2.]
    """
    return Parameters(np.ones((2, 2)), np.array([0., -1.]), np.array([1., -2.]), 0.)


def step_reference() -> Parameters:
    """Return the step network of Payberah p. 26-27: its hidden units are AND and OR, its output is OR and not AND.

    W = [[1, 1], [1, 1]], c = [-1.5, -0.5], w = [-1, 1], b = -0.5. The deck writes X W_x^T; W_x is symmetric.

    >>> print(step_reference().c)
    [-1.5 -0.5]
    """
    return Parameters(np.ones((2, 2)), np.array([-1.5, -0.5]), np.array([-1., 1.]), -0.5)


def relu(a: object) -> np.ndarray:
    """Return max{0, a}, elementwise. Source: DL Fig. 6.3, Srihari 1.30.

    >>> print(relu(np.array([-2., 0., 3.])))
    [0. 0. 3.]
    """
    return np.maximum(real("a", a), 0.)


def step(a: object) -> np.ndarray:
    """Return 1 where a >= 0 and 0 elsewhere: the threshold unit, with step(0) = 1. A NaN stays a NaN. Source: Payberah p. 8 and 26.

    >>> print(step(np.array([-0.5, 0., 0.5])))
    [0. 1. 1.]
    """
    a = real("a", a)
    return np.where(np.isnan(a), a, a >= 0).astype(a.dtype)


def network(X: object, W: object, c: object, w: object, b: object) -> Trace:
    """Run the ReLU network with one hidden layer on a batch and keep every intermediate.

    f(x; W, c, w, b) = w^T max{0, W^T x + c} + b, for the rows of X at once: max{0, X W + c} w + b.
    Shapes: X (m, 2), W (2, n), c (n,), w (n,), b a number; f (m,). Raises ValueError where they do not fit.
    Source: DL eq. 6.3, Srihari 1.31.

    >>> print(network(X, *reference()).f)
    [0. 1. 1. 0.]
    """
    X, theta = _checked(X, W, c, w, b)
    XW = X @ theta.W
    a = XW + theta.c
    h = relu(a)
    f = h @ theta.w + theta.b
    return Trace(XW, a, h, f, f)


def step_network(X: object, W: object, c: object, w: object, b: object) -> Trace:
    """Run the network of threshold units on a batch and keep every intermediate.

    f = step(step(X W + c) w + b); z is what the last step is taken of. Shapes and errors as for `network`.
    Source: Payberah p. 26-27.

    >>> print(step_network(X, *step_reference()).f)
    [0. 1. 1. 0.]
    """
    X, theta = _checked(X, W, c, w, b)
    XW = X @ theta.W
    a = XW + theta.c
    h = step(a)
    z = h @ theta.w + theta.b
    return Trace(XW, a, h, z, step(z))


def loss(f: object, y: object = y) -> float:
    """Return the mean squared error J = 1/m sum_i (f_i - y_i)^2; 1/4 of the sum for the four points of XOR.

    Shapes: f (m,), y (m,). Source: DL eq. 6.1, Srihari 1.24.

    >>> print(loss([0.5, 0.5, 0.5, 0.5]))
    0.25
    """
    f = array("f", f, ("m",))
    return float(np.mean((f - array("y", y, f.shape)) ** 2))


class LinearFit(NamedTuple):
    """A linear model x^T w + b: w (2,), b, its outputs f (m,), its residuals y - f, its loss J."""
    w: np.ndarray
    b: float
    f: np.ndarray
    residual: np.ndarray
    J: float


def linear_fit(X: object = X, y: object = y) -> LinearFit:
    """Return the least-squares linear model f(x) = x^T w + b.

    It solves the normal equations A^T (y - A theta) = 0 with A = [X 1]. For XOR: w = 0, b = 1/2.
    Shapes: X (m, 2), y (m,). Source: DL section 6.1, Srihari 1.24.

    >>> fit = linear_fit()
    >>> print(np.round(fit.f, 12), f"J = {fit.J:.2f}")
    [0.5 0.5 0.5 0.5] J = 0.25
    """
    X = array("X", X, ("m", 2))
    y = array("y", y, X.shape[:1])
    A = _with_ones(X)
    theta = np.linalg.lstsq(A, y, rcond=None)[0]
    f = A @ theta
    return LinearFit(theta[:2], float(theta[2]), f, y - f, loss(f, y))


class LinearBound(NamedTuple):
    """Why no linear model does better: s (4,) with s^T [X 1] = 0, the product s^T y, the least J and the least error."""
    s: np.ndarray
    annihilated: np.ndarray
    sy: float
    J: float
    worst: float


def linear_bound() -> LinearBound:
    """Return the proof, in whole numbers, that no linear model x^T w + b comes closer to XOR than 1/2 everywhere.

    s = (1, -1, -1, 1) has s^T [X 1] = 0, so whatever w and b are, s^T (y - f) = s^T y = -2. Then
    J = |y - f|^2 / 4 >= (s^T y)^2 / (4 |s|^2) = 1/4 (Cauchy-Schwarz), and max |y - f| >= |s^T y| / sum |s_i| = 1/2.

    >>> bound = linear_bound()
    >>> print(bound.annihilated, bound.sy, bound.J, bound.worst)
    [0. 0. 0.] -2.0 0.25 0.5
    """
    s = np.array([1., -1., -1., 1.])
    sy = float(s @ y)
    return LinearBound(s, s @ _with_ones(X), sy, sy**2 / (len(y) * float(s @ s)), abs(sy) / float(np.abs(s).sum()))


def linear_collapse(W: object, w: object) -> np.ndarray:
    """Return w' = W w, the one linear layer that two linear layers amount to: w^T (W^T x) = x^T w'.

    Shapes: W (k, n), w (n,); w' (k,). Source: DL section 6.1, Srihari 1.28.

    >>> print(linear_collapse([[1, 1], [1, 1]], [1, -2]))
    [-1. -1.]
    """
    W = array("W", W, ("k", "n"))
    return W @ array("w", w, W.shape[1:])


def gradient(X: object, y: object, W: object, c: object, w: object, b: object) -> Parameters:
    """Return the gradient of J in W, c, w and b, each with the shape of what it belongs to.

    With r = 2 (f - y) / m:  dw = h^T r,  db = sum r,  G = (r w^T) [a > 0],  dW = X^T G,  dc = sum of the rows of G.
    At a = 0 the derivative of max{0, a} is taken as 0. Shapes: X (m, 2), y (m,), the rest as for `network`.

    >>> print(gradient(X, y, *reference()).w)
    [0. 0.]
    """
    X, theta = _checked(X, W, c, w, b)
    return _gradient(X, array("y", y, X.shape[:1]), theta)


def train(theta: Parameters, epsilon: float = 0.1, steps: int = 5000) -> Parameters:
    """Return the parameters after `steps` of gradient descent on the four points: theta <- theta - epsilon dJ/dtheta.

    W, c, w and b may carry leading axes, one place for each start: they are trained side by side.
    Raises ValueError for epsilon <= 0. Source: Srihari 1.34, which says that it depends on the start.

    >>> trained = train(random_start(np.random.default_rng(0), n=8))
    >>> print(np.round(network(X, *trained).f, 3))
    [0. 1. 1. 0.]
    """
    epsilon = scalar("epsilon", epsilon, above=0)
    theta = _stacked(theta)
    for _ in range(count("steps", steps)):
        theta = Parameters(*(value - epsilon * slope for value, slope in zip(theta, _gradient(X, y, theta))))
    return theta


def random_start(rng: np.random.Generator, n: int = 2, starts: int | None = None) -> Parameters:
    """Return parameters drawn from N(0, 1), for n hidden units; with `starts`, that many along a leading axis.

    >>> print(random_start(np.random.default_rng(0), n=3, starts=5).W.shape)
    (5, 2, 3)
    """
    kind("rng", rng, np.random.Generator)
    n = count("n", n, least=1)
    lead = () if starts is None else (count("starts", starts, least=1),)
    draw = [rng.standard_normal(lead + shape) for shape in ((2, n), (n,), (n,), ())]
    return Parameters(*draw)


def solved(theta: Parameters, J: float = 1e-3) -> np.ndarray:
    """Return, for each start along the leading axes of `theta`, whether its loss on the four points is below J.

    >>> print(bool(solved(reference())))
    True
    """
    theta = _stacked(theta)
    return np.mean((_forward(X, theta)[2] - y) ** 2, axis=-1) < scalar("J", J, above=0)


def _forward(X: np.ndarray, theta: Parameters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    a = X @ theta.W + theta.c[..., None, :]
    h = relu(a)
    return a, h, (h @ theta.w[..., None])[..., 0] + np.asarray(theta.b)[..., None]


def _gradient(X: np.ndarray, y: np.ndarray, theta: Parameters) -> Parameters:
    a, h, f = _forward(X, theta)
    r = 2 * (f - y) / len(y)
    G = r[..., None] * theta.w[..., None, :] * (a > 0)
    return Parameters(X.T @ G, G.sum(-2), (r[..., None, :] @ h)[..., 0, :], r.sum(-1))


def _stacked(theta: Parameters) -> Parameters:
    """The parameters of several networks side by side, their shapes held against each other."""
    if not isinstance(theta, tuple) or len(theta) != 4:
        raise TypeError(f"theta needs Parameters (W, c, w, b), got {type(theta).__name__}")
    W, c, w, b = (finite(name, real(name, value)) for name, value in zip("Wcwb", theta))
    lead, n = W.shape[:-2], W.shape[-1:]
    if W.shape[-2:-1] != (2,) or c.shape != lead + n or w.shape != lead + n or b.shape != lead:
        raise ValueError("theta needs W (..., 2, n), c (..., n), w (..., n), b (...), "
                         f"got {W.shape}, {c.shape}, {w.shape}, {b.shape}")
    return Parameters(W, c, w, b)


def _with_ones(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, np.ones(len(X))])


def _checked(X: object, W: object, c: object, w: object, b: object) -> tuple[np.ndarray, Parameters]:
    X = array("X", X, ("m", 2))
    W = array("W", W, (2, "n"))
    n = W.shape[1:]
    return X, Parameters(W, array("c", c, n), array("w", w, n), scalar("b", b))

"""Models that are linear in what they learn: least squares and logistic regression, on features that are given.

    X    (m, d)  inputs in rows            Phi  (m, n)  design matrix: the features phi(x) of each input in a row
    t    (m,)    targets: numbers for least squares, 0 or 1 for logistic regression
    w    (n,)    weights; the feature phi_0 = 1, if Phi has it, makes w_0 the bias
    z    (m,)    Phi w                     yhat (m,)    z itself, or sigma(z)
    J            the cost, a mean over the m examples; epsilon the learning rate

Prefactors: the squared error of one example is E_n = (z_n - t_n)^2 / 2, J is the mean of the E_n, and Srihari's E_D
their sum, m J. The cross-entropy is a mean in nats. Both are convex: gradient descent and Newton's method reach the
same minimum from everywhere, if there is one. Source: DL sections 5.1.4 and 5.7.1, Srihari 1.15-1.17, 2.6 and 2.8.
"""
from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement
from math import comb
from typing import NamedTuple

import numpy as np

from ._check import array, count, finite, function, kind, scalar
from .stable import sigmoid, softplus


def polynomial(X: object, degree: int = 1) -> np.ndarray:
    """Return all products of at most `degree` inputs, (m, n), the constant 1 first: 1, x1, x2, x1^2, x1 x2, x2^2, ...

    Degree 1 is the linear model, which sees no interaction of two inputs; n = (d + degree choose degree).
    Raises ValueError for a negative degree and for more than 10,000 features. Source: Srihari 1.16.

    >>> print(polynomial([[2, 3]], degree=2))
    [[1. 2. 3. 4. 6. 9.]]
    """
    X, degree = array("X", X, ("m", "d")), count("degree", degree)
    if comb(X.shape[1] + degree, degree) > 10_000:
        raise ValueError(f"degree needs to give at most 10,000 features, got degree {degree}")
    chosen = (some for k in range(degree + 1) for some in combinations_with_replacement(range(X.shape[1]), k))
    return np.column_stack([np.prod(X[:, some], axis=1) for some in chosen])


def rbf(X: object, centres: object, width: float) -> np.ndarray:
    """Return radial features, one for each centre c, (m, k): exp(-|x - c|^2 / (2 width^2)), in [0, 1].

    The Gaussian N(x; c, width^2 I) without its normaliser. With the examples as centres it is the kernel k(x, x_i).
    Shapes: X (m, d), centres (k, d). Raises ValueError for a width of 0 or less. Source: Srihari 1.17.

    >>> print(rbf([[0], [2]], centres=[[0], [1]], width=1).round(4))
    [[1.     0.6065]
     [0.1353 0.6065]]
    """
    X, width = array("X", X, ("m", "d")), scalar("width", width, above=0)
    centres = array("centres", centres, ("k", X.shape[1]))
    d = X[:, None, :] - centres
    with np.errstate(over="ignore"):                          # exp(-inf) = 0 is the limit meant here
        return np.exp(-((d / width) ** 2).sum(axis=-1) / 2)


class Fit(NamedTuple):
    """Least squares: w (n,), the rank of Phi, the residual t - Phi w (m,), and J."""
    w: np.ndarray
    rank: int
    residual: np.ndarray
    J: float


def least_squares(Phi: object, t: object) -> Fit:
    """Return the w of the least squared error, by an orthogonal factorisation of Phi (numpy's lstsq, an SVD).

    Where the rank is below n, many w are as good, and the shortest comes back. Shapes: Phi (m, n), t (m,).
    Source: DL section 5.1.4, Srihari 1.16.

    >>> fit = least_squares(polynomial([[0], [1], [2]]), [1, 3, 5])
    >>> print(fit.w.round(9), fit.rank)
    [1. 2.] 2
    """
    Phi, t = _checked(Phi, t)
    w, _, rank, _ = np.linalg.lstsq(Phi, t, rcond=None)
    residual = t - Phi @ w
    return Fit(w, int(rank), residual, float(residual @ residual) / (2 * len(t)))


class Normal(NamedTuple):
    """The normal equations: w (n,), and the condition number of Phi^T Phi, the square of that of Phi."""
    w: np.ndarray
    condition: float


def normal_equations(Phi: object, t: object) -> Normal:
    """Return the w of the least squared error by the textbook's formula, w = (Phi^T Phi)^-1 Phi^T t.

    About log10(condition) digits are lost. The Hessian of J is Phi^T Phi / m, so its condition number is the same, and
    it sets the pace of gradient descent: for the slower direction about 1 - 1/condition a step.
    Raises ValueError where no digit would be left: the columns of Phi depend on each other, or in Phi^T Phi seem to.
    Shapes: Phi (m, n), t (m,). Source: DL eq. 5.12, Srihari 1.16.

    >>> print(normal_equations(polynomial([[0], [1], [2]]), [1, 3, 5]).w.round(9))
    [1. 2.]
    """
    Phi, t = _checked(Phi, t)
    A = finite("Phi^T Phi", Phi.T @ Phi)
    _independent("Phi^T Phi", A)
    return Normal(np.linalg.solve(A, Phi.T @ t), float(np.linalg.cond(A)))


class Cost(NamedTuple):
    """A cost at one w: its value J, its gradient (n,) and its Hessian (n, n) there."""
    J: float
    gradient: np.ndarray
    hessian: np.ndarray


def squared_error(Phi: object, t: object, w: object) -> Cost:
    """Return J = 1/(2m) sum_n (w^T phi_n - t_n)^2 with its gradient and Hessian.

    gradient = Phi^T (Phi w - t) / m,  Hessian = Phi^T Phi / m, the same everywhere.
    Shapes: Phi (m, n), t (m,), w (n,). Source: DL section 5.1.4, Srihari 1.16.

    >>> cost = squared_error([[1, 0], [1, 2]], [0, 2], [0, 0])
    >>> print(f"{cost.J:.1f}", cost.gradient)
    1.0 [-1. -2.]
    """
    Phi, t = _checked(Phi, t)
    r = Phi @ array("w", w, Phi.shape[1:]) - t
    return Cost(float(r @ r) / (2 * len(t)), Phi.T @ r / len(t), Phi.T @ Phi / len(t))


def cross_entropy(Phi: object, t: object, w: object) -> Cost:
    """Return the cost of logistic regression, yhat = sigma(w^T phi), with its gradient and Hessian.

    J = -mean [t log yhat + (1 - t) log(1 - yhat)] = mean zeta((1 - 2t) z), in nats.
    gradient = Phi^T (yhat - t) / m,  Hessian = Phi^T R Phi / m with R_nn = yhat_n (1 - yhat_n).
    Shapes: Phi (m, n), t (m,) of 0 and 1, w (n,). Raises ValueError for other targets. Source: Srihari 1.16 and 2.8.

    >>> cost = cross_entropy([[1, 0], [1, 2]], [0, 1], [0, 0])
    >>> print(f"{cost.J:.4f}", cost.gradient)
    0.6931 [ 0.  -0.5]
    """
    Phi, t = _checked(Phi, t)
    z = Phi @ array("w", w, Phi.shape[1:])
    wrong = t[~np.isin(t, (0, 1))]
    if wrong.size:
        raise ValueError(f"t needs 0 or 1, got {wrong[0]:g}")
    yhat, other = sigmoid(z), sigmoid(-z)                     # 1 - yhat would round to 0 for z above 37
    J = softplus(np.where(t == 1, -z, z)).mean()
    G = np.where(t == 1, -other, yhat)
    return Cost(float(J), Phi.T @ G / len(t), (Phi.T * (yhat * other)) @ Phi / len(t))


def example_gradients(Phi: object, t: object, w: object) -> np.ndarray:
    """Return the gradient of each example's squared error E_n in a row, (m, n): (w^T phi_n - t_n) phi_n.

    Their sum is the gradient of Srihari's E_D, which slide 1.16 calls by the name of one of them; their mean that of J.
    Shapes: Phi (m, n), t (m,), w (n,). Source: Srihari 1.16, erratum S-03.

    >>> print(example_gradients([[1, 0], [1, 2]], [0, 2], [0, 0]).tolist())
    [[0.0, 0.0], [-2.0, -4.0]]
    """
    Phi, t = _checked(Phi, t)
    return (Phi @ array("w", w, Phi.shape[1:]) - t)[:, None] * Phi


class Path(NamedTuple):
    """The way of a descent: w (steps + 1, n) and J (steps + 1,), the start first."""
    w: np.ndarray
    J: np.ndarray


def descend(cost: Callable[[object, object, object], Cost], Phi: object, t: object, w: object,
            epsilon: float = 0.1, steps: int = 1000) -> Path:
    """Return the path of gradient descent, w <- w - epsilon gradient, for `squared_error` or `cross_entropy`.

    The squared error converges if and only if epsilon < 2 / (largest eigenvalue of its Hessian).
    Shapes: Phi (m, n), t (m,), w (n,). Raises ValueError where w grows beyond all numbers.
    Source: Srihari 2.6, Fix p. 68.

    >>> path = descend(squared_error, polynomial([[0], [1], [2]]), [1, 3, 5], [0, 0], epsilon=0.5, steps=100)
    >>> print(path.w[-1].round(4))
    [1. 2.]
    """
    cost = function("cost", cost)
    path, epsilon = [array("w", w, ("n",))], scalar("epsilon", epsilon, above=0)
    now = _at(cost, Phi, t, path[0])
    J = [now.J]
    for _ in range(count("steps", steps)):
        path.append(path[-1] - epsilon * now.gradient)
        now = _at(cost, Phi, t, path[-1])
        J.append(now.J)
    return Path(np.array(path), np.array(J))


def lms(Phi: object, t: object, w: object, rng: np.random.Generator, epsilon: float = 0.05, epochs: int = 20) -> Path:
    """Return the path of the LMS rule, stochastic gradient descent on the squared error, one example at a time.

    w <- w - epsilon (w^T phi_n - t_n) phi_n, the examples in a new random order in each epoch. At a fixed epsilon it
    does not come to rest unless one w fits every example. The path has epochs * m + 1 entries.
    Shapes: Phi (m, n), t (m,), w (n,). Raises ValueError where w grows beyond all numbers. Source: Srihari 1.16.

    >>> path = lms(polynomial([[0], [1], [2]]), [1, 3, 5], [0, 0], np.random.default_rng(0), epsilon=0.2, epochs=100)
    >>> print(path.w.shape, path.w[-1].round(4))
    (301, 2) [1. 2.]
    """
    Phi, t = _checked(Phi, t)
    kind("rng", rng, np.random.Generator)
    path, epsilon = [array("w", w, Phi.shape[1:])], scalar("epsilon", epsilon, above=0)
    for _ in range(count("epochs", epochs)):
        for n in rng.permutation(len(t)):
            path.append(path[-1] - epsilon * (path[-1] @ Phi[n] - t[n]) * Phi[n])
        finite("w", path[-1])
    return Path(np.array(path), np.array([np.mean((Phi @ w - t) ** 2) / 2 for w in path]))


class Newton(NamedTuple):
    """The way of Newton's method, w (steps + 1, n) and J (steps + 1,), and whether it came to rest at a minimum."""
    w: np.ndarray
    J: np.ndarray
    converged: bool


def newton(cost: Callable[[object, object, object], Cost], Phi: object, t: object, w: object,
           steps: int = 25) -> Newton:
    """Return the path of Newton's method for `cross_entropy` (there it is also called IRLS) or `squared_error`.

    w <- w - d with Hessian d = gradient; where that would raise J, d is halved until it does not. It has converged when
    |d| <= sqrt(eps) (1 + |w|). The squared error is at its minimum after one step.
    Where the classes can be told apart, the cross-entropy has no minimum: J falls towards 0 for ever, |w| grows by
    about as much in every step, and `converged` is False; so it is where the Hessian has become singular.
    Shapes: Phi (m, n), t (m,), w (n,). Raises ValueError where the columns of Phi depend on each other.
    Source: DL section 8.6.1, Srihari 1.16, erratum S-11.

    >>> x = polynomial([[-2], [-1], [0], [1], [2], [3]])
    >>> for t in ([0, 0, 1, 0, 1, 1], [0, 0, 0, 1, 1, 1]):
    ...     path = newton(cross_entropy, x, t, [0, 0], steps=10)
    ...     print(path.converged, path.w[-1].round(2))
    True [-0.61  1.21]
    False [-8.32 16.64]
    """
    cost, path = function("cost", cost), [array("w", w, ("n",))]
    _independent("Phi", array("Phi", Phi, ("m", "n")))
    now = _at(cost, Phi, t, path[0])
    J = [now.J]
    for _ in range(count("steps", steps)):
        d = _newton_step(now.hessian, now.gradient)
        if d is None:
            break
        now, w = _downhill(cost, Phi, t, path[-1], d, now.J)
        path.append(w)
        J.append(now.J)
        if np.linalg.norm(d) <= np.sqrt(np.finfo(d.dtype).eps) * (1 + np.linalg.norm(w)):
            return Newton(np.array(path), np.array(J), True)
    return Newton(np.array(path), np.array(J), False)


def _newton_step(H: np.ndarray, gradient: np.ndarray) -> np.ndarray | None:
    """d with H d = gradient, or None where H is singular to working precision."""
    eigenvalues = np.linalg.eigvalsh(finite("Hessian", H))
    if eigenvalues[0] <= len(H) * np.finfo(H.dtype).eps * eigenvalues[-1]:
        return None
    return np.linalg.solve(H, gradient)


def _downhill(cost: Callable[[object, object, object], Cost], Phi: object, t: object, w: np.ndarray, d: np.ndarray,
              J: float) -> tuple[Cost, np.ndarray]:
    """The cost at w - d, and that place; d is halved as long as J is above what it was, at w - d = w at the latest."""
    now = _at(cost, Phi, t, w - d)
    while now.J > J:
        d = d / 2
        now = _at(cost, Phi, t, w - d)
    return now, w - d


def _at(cost: Callable[[object, object, object], Cost], Phi: object, t: object, w: np.ndarray) -> Cost:
    return kind("cost(Phi, t, w)", cost(Phi, t, w), Cost)


def _checked(Phi: object, t: object) -> tuple[np.ndarray, np.ndarray]:
    Phi = array("Phi", Phi, ("m", "n"))
    return Phi, array("t", t, Phi.shape[:1])


def _independent(name: str, A: np.ndarray) -> None:
    rank = np.linalg.matrix_rank(A)
    if rank < A.shape[1]:
        raise ValueError(f"{name} needs {A.shape[1]} independent columns, got rank {rank}")

"""Rules of descent: from a point, its gradient and what the rule remembers, the next point.

    theta    parameters, an array of any shape       g        gradient of J at theta, of theta's shape
    epsilon  learning rate                           delta    the small constant that keeps a division finite
    v        velocity                                alpha    momentum
    r, s     accumulated squares and means of g      rho      how much of them is kept
    t        number of the step, from 1

A rule is a function rule(theta, g, state, epsilon) -> Update(theta, state); the state is None before the first step.
Nothing given is changed, float32 stays float32. Where delta stands is part of a rule and is said: inside the root in
RMSProp, outside it in AdaGrad and Adam, as in the book. Source: DL sections 8.3-8.5, Zelener's slides on descent.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ._check import array, constant, count, function, kind, real, scalar, short


class Update(NamedTuple):
    """The next point, and what the rule remembers for the step after."""
    theta: np.ndarray
    state: object


def sgd(theta: object, g: object, state: object = None, epsilon: float = 0.1) -> Update:
    """Return theta - epsilon g. It remembers nothing. Source: DL Algorithm 8.1, Zelener's gradient descent slide.

    >>> print(sgd([1.0, 2.0], [10.0, 0.0], epsilon=0.1).theta)
    [0. 2.]
    """
    theta, g, epsilon = _step(theta, g, epsilon)
    return Update(theta - epsilon * g, None)


def momentum(theta: object, g: object, state: object = None, epsilon: float = 0.1, alpha: float = 0.9) -> Update:
    """Return one step with velocity: v <- alpha v - epsilon g, theta <- theta + v. The state is v, 0 at first.

    Under a constant g the velocity tends to -epsilon g / (1 - alpha). Raises ValueError for alpha outside [0, 1).
    Source: DL eq. 8.15-8.16, Algorithm 8.2.

    >>> step = momentum([1.0], [1.0])
    >>> print(step.theta.round(3), momentum(step.theta, [1.0], step.state).theta.round(3))
    [0.9] [0.71]
    """
    theta, g, epsilon = _step(theta, g, epsilon)
    v = theta.dtype.type(_share("alpha", alpha)) * _remembered(state, theta) - epsilon * g
    return Update(theta + v, v)


def look_ahead(theta: object, state: object = None, alpha: float = 0.9) -> np.ndarray:
    """Return theta + alpha v, the point at which Nesterov's momentum takes the gradient; theta itself at first.

    A step of Nesterov's rule is `momentum(theta, gradient(look_ahead(theta, v, alpha)), v, epsilon, alpha)`.
    Source: DL eq. 8.21-8.22, Algorithm 8.3.

    >>> print(look_ahead([1.0], np.array([0.5]), alpha=0.9))
    [1.45]
    """
    theta = _point("theta", theta)
    return theta + theta.dtype.type(_share("alpha", alpha)) * _remembered(state, theta)


def adagrad(theta: object, g: object, state: object = None, epsilon: float = 0.1, delta: float = 1e-7) -> Update:
    """Return one step that is shorter where squares have added up, elementwise:
    r <- r + g^2, theta <- theta - epsilon g / (delta + sqrt r).

    The state is r; delta stands outside the root. Source: DL Algorithm 8.4, Zelener's adaptive rates.

    >>> print(adagrad([1.0, 1.0], [1.0, 100.0]).theta.round(3))
    [0.9 0.9]
    """
    theta, g, epsilon = _step(theta, g, epsilon)
    r = _remembered(state, theta) + g * g
    return Update(theta - epsilon * g / (_small(delta, theta) + np.sqrt(r)), r)


def rmsprop(theta: object, g: object, state: object = None, epsilon: float = 0.01, rho: float = 0.9,
            delta: float = 1e-6) -> Update:
    """Return one step scaled by a running mean of squares, elementwise:
    r <- rho r + (1 - rho) g^2, theta <- theta - epsilon g / sqrt(delta + r).

    The state is r, 0 at first and not corrected for it, so early steps are long; delta stands inside the root.
    Source: DL Algorithm 8.5.

    >>> print(rmsprop([1.0], [2.0]).theta.round(4))
    [0.9684]
    """
    theta, g, epsilon = _step(theta, g, epsilon)
    rho = _share("rho", rho)
    r = theta.dtype.type(rho) * _remembered(state, theta) + theta.dtype.type(1 - rho) * g * g
    return Update(theta - epsilon * g / np.sqrt(_small(delta, theta) + r), r)


class AdamState(NamedTuple):
    """The running means of g (s) and of g^2 (r), and the steps taken (t)."""
    s: np.ndarray
    r: np.ndarray
    t: int


def adam(theta: object, g: object, state: AdamState | None = None, epsilon: float = 0.001, rho1: float = 0.9,
         rho2: float = 0.999, delta: float = 1e-8, corrected: bool = True) -> Update:
    """Return one step of Adam: s <- rho1 s + (1 - rho1) g, r <- rho2 r + (1 - rho2) g^2, then
    theta <- theta - epsilon s' / (sqrt(r') + delta) with s' = s / (1 - rho1^t), r' = r / (1 - rho2^t).

    Without `corrected`, s' and r' are s and r, which begin too near 0. The first corrected step has length epsilon in
    every element whose |g| is well above delta. delta stands outside the root. Source: DL Algorithm 8.7.

    >>> print(adam([1.0, 1.0], [1e-3, 50.0], epsilon=0.1).theta.round(4))
    [0.9 0.9]
    """
    theta, g, epsilon = _step(theta, g, epsilon)
    rho1, rho2 = _share("rho1", rho1), _share("rho2", rho2)
    number, nothing = theta.dtype.type, np.zeros_like(theta)
    before = AdamState(nothing, nothing, 0) if state is None else kind("state", state, AdamState)
    s = number(rho1) * _remembered(before.s, theta) + number(1 - rho1) * g
    r = number(rho2) * _remembered(before.r, theta) + number(1 - rho2) * g * g
    t = count("t", before.t) + 1
    a, b = (number(1 - rho1**t), number(1 - rho2**t)) if kind("corrected", corrected, bool) else (number(1), number(1))
    return Update(theta - epsilon * (s / a) / (np.sqrt(r / b) + _small(delta, theta)), AdamState(s, r, t))


def clip(gs: Sequence[object], norm: float) -> tuple[np.ndarray, ...]:
    """Return the gradients scaled to the length `norm` together if they are longer: g norm / |g|, |g| over all of them.

    The direction stays. Raises ValueError for norm <= 0. Source: DL eq. 10.48-10.49, Zelener's clipping slide.

    >>> print(*clip([[3.0], [4.0]], norm=1))
    [0.6] [0.8]
    """
    gs = tuple(_point("gs", g) for g in kind("gs", gs, Sequence))
    norm, top = scalar("norm", norm, above=0), max((float(np.max(np.abs(g), initial=0)) for g in gs), default=0.0)
    root = sum(float(np.sum((g / top) ** 2)) for g in gs) ** 0.5 if top else 0.0     # |g| = top root: no square overflows
    return tuple(g / g.dtype.type(top) * g.dtype.type(norm / root) for g in gs) if root > norm / (top or 1.0) else gs


class Descent(NamedTuple):
    """The points (steps + 1, ...) of a descent, the start first, and the rule's state after the last."""
    theta: np.ndarray
    state: object


def descend(rule: Callable, gradient: Callable[[np.ndarray], np.ndarray], theta: object, steps: int,
            epsilon: float | Callable[[int], float] = 0.1, **constants: float) -> Descent:
    """Return the path of `steps` steps of `rule` from theta, `gradient(theta)` taken anew at each point.

    epsilon is a number or a schedule, a function of t = 1, 2, ...; `constants` go to the rule.

    >>> path = descend(momentum, lambda theta: 2 * theta, [1.0], steps=3, epsilon=0.1, alpha=0.5).theta
    >>> print(path.ravel().round(3))
    [1.    0.8   0.54  0.302]
    """
    function("rule", rule), function("gradient", gradient)
    path, state = [_point("theta", theta)], None
    for t in range(1, count("steps", steps) + 1):
        step = rule(path[-1], gradient(path[-1]), state, epsilon(t) if callable(epsilon) else epsilon, **constants)
        following, state = kind("rule(theta, g, state, epsilon)", step, Update)
        path.append(following)
    return Descent(np.array(path), state)


def nesterov(gradient: Callable[[np.ndarray], np.ndarray], theta: object, steps: int, epsilon: float = 0.1,
             alpha: float = 0.9) -> Descent:
    """Return the path of Nesterov's momentum: v <- alpha v - epsilon gradient(theta + alpha v), theta <- theta + v.

    The one rule here that needs the gradient elsewhere than at theta. Source: DL Algorithm 8.3.

    >>> print(nesterov(lambda theta: 2 * theta, [1.0], steps=3, epsilon=0.1, alpha=0.5).theta.ravel().round(3))
    [1.    0.8   0.56  0.352]
    """
    function("gradient", gradient)
    path, v = [_point("theta", theta)], None
    for _ in range(count("steps", steps)):
        following, v = momentum(path[-1], gradient(look_ahead(path[-1], v, alpha)), v, epsilon, alpha)
        path.append(following)
    return Descent(np.array(path), v)


def linear_decay(first: float, last: float, steps: int) -> Callable[[int], float]:
    """Return the schedule that falls in a straight line from `first` to `last` at t = `steps`, and stays there.

    epsilon_t = (1 - a) first + a last with a = min(1, t / steps). Source: DL eq. 8.14.

    >>> print([linear_decay(1.0, 0.2, 4)(t) for t in (1, 2, 4, 9)])
    [0.8, 0.6, 0.2, 0.2]
    """
    first, last, steps = scalar("first", first, above=0), scalar("last", last, above=0), count("steps", steps, least=1)
    return lambda t: (1 - min(1, t / steps)) * first + min(1, t / steps) * last


def inverse_decay(first: float, half: float) -> Callable[[int], float]:
    """Return the schedule epsilon_t = first / (1 + (t - 1) / half): `first` at t = 1, half of it `half` steps later.

    Its steps add up without bound and their squares do not: enough for SGD to converge (DL eq. 8.12-8.13).

    >>> print([inverse_decay(1.0, 10)(t) for t in (1, 11, 31)])
    [1.0, 0.5, 0.25]
    """
    first, half = scalar("first", first, above=0), scalar("half", half, above=0)
    return lambda t: first / (1 + (t - 1) / half)


def average(path: object, t0: int = 0) -> np.ndarray:
    """Return for each t > t0 the mean of the points t0 + 1 to t, row t - t0 - 1, by its running update
    mean_t = mean_(t-1) + (theta_t - mean_(t-1)) / (t - t0).

    path (steps + 1, ...) holds the start as point 0. Source: DL section 8.7.3, Zelener's averaging slide.

    >>> print(average([[0.0], [2.0], [4.0], [6.0]], t0=1).ravel())
    [4. 5.]
    """
    path = _point("path", path)
    t0 = count("t0", t0)
    if not path.ndim or len(path) <= t0 + 1:
        raise ValueError(f"path needs a point after t0 = {t0}, got shape {path.shape}")
    means = [path[t0 + 1]]
    for t in range(t0 + 2, len(path)):
        means.append(means[-1] + (path[t] - means[-1]) / path.dtype.type(t - t0))
    return np.array(means)


def minibatches(rng: np.random.Generator, m: int, size: int) -> Iterator[np.ndarray]:
    """Yield the numbers 0..m-1 in random order, `size` at a time, each once: one epoch. The last may be smaller.

    >>> [len(batch) for batch in minibatches(np.random.default_rng(0), m=7, size=3)]
    [3, 3, 1]
    """
    kind("rng", rng, np.random.Generator)
    m, size = count("m", m, least=1), count("size", size, least=1)
    order = rng.permutation(m)
    return (order[i:i + size] for i in range(0, m, size))


def _point(name: str, value: object) -> np.ndarray:
    result = real(name, value)
    if not np.isfinite(result).all():
        raise ValueError(f"{name} needs finite numbers, got {short(value)}")
    return result


def _step(theta: object, g: object, epsilon: float) -> tuple[np.ndarray, np.ndarray, np.floating]:
    theta = _point("theta", theta)
    g = _point("g", g)
    if g.shape != theta.shape:
        raise ValueError(f"g needs shape {theta.shape}, got {g.shape}")
    return theta, g.astype(theta.dtype, copy=False), constant("epsilon", epsilon, theta.dtype)


def _share(name: str, value: float) -> float:
    value = scalar(name, value)
    if not 0 <= value < 1:
        raise ValueError(f"{name} needs a number in [0, 1), got {value}")
    return value


def _small(delta: float, theta: np.ndarray) -> np.floating:
    return constant("delta", delta, theta.dtype)


def _remembered(state: object, theta: np.ndarray) -> np.ndarray:
    """What the last step left, zeros before the first."""
    return np.zeros_like(theta) if state is None else array("state", state, theta.shape)

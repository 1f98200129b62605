"""Training: the loop around gradient and rule, early stopping, and what the surface of J is like.

    theta      parameters: arrays, or layers (tuples) of arrays, in a list or tuple
    gradient   gradient(theta, X, y) -> (J, gradients like theta), such as `mlp.gradient`
    rule       a rule of `optim`              epsilon   learning rate, a number or a function of the step t = 1, 2, ...
    epoch      every example once, in minibatches of `size` drawn by `rng`, or all at once

The loop knows nothing of networks: what is trained is what `gradient` differentiates.
Source: DL sections 7.8 and 8.1, Srihari 5.9 and 5.62, Payberah p. 32, Fix p. 59.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from . import optim
from ._check import array, count, function, kind, real, scalar, short
from .gradcheck import jacobian


class Fit(NamedTuple):
    """The parameters kept, the mean J of each epoch, the validation cost after each, and the epoch they come from."""
    theta: list
    J: list[float]
    validation: list[float]
    epoch: int


class Walk(NamedTuple):
    """Where a descent stands: parameters, what the rule remembers of each array, steps taken."""
    theta: list
    states: list
    t: int


def fit(theta: Sequence, gradient: Callable, X: object, y: object, rule: Callable = optim.sgd,
        epsilon: float | Callable[[int], float] = 0.1, epochs: int = 10, size: int | None = None,
        rng: np.random.Generator | None = None, validate: Callable | None = None, patience: int | None = None,
        progress: Callable | None = None, **constants: float) -> Fit:
    """Return what `epochs` epochs of descent make of theta; with `validate`, the best by the cost validate(theta).

    J of an epoch is the mean over its minibatches, each taken before its step. With `patience` training stops when
    that many epochs in a row were no better. progress(epoch, J) is called after each; `constants` go to the rule.
    Raises ValueError where J is not finite, so that a divergence is seen. Source: DL Algorithms 8.1 and 7.1.

    >>> half_square = lambda theta, X, y: (float(theta[0] @ theta[0]) / 2, [theta[0]])
    >>> run = fit([np.array([1.0])], half_square, [[0.0]], [0.0], epsilon=0.5, epochs=3)
    >>> print(run.J, run.theta[0])
    [0.5, 0.125, 0.03125] [0.125]
    """
    (X, y), gradient = _rows(X, y), function("gradient", gradient)
    validate, progress = _optional("validate", validate), _optional("progress", progress)
    walk = Walk(_copied(theta), [None] * len(_leaves(theta)), 0)
    kept, costs, scores = (walk.theta, 0), [], []
    for epoch in range(1, count("epochs", epochs) + 1):
        batches = _batches(len(X), size, rng)
        walk, J = _epoch(walk, [(X[i], y[i]) for i in batches], gradient, function("rule", rule), epsilon, constants)
        costs.append(J)
        scores += [scalar("validate(theta)", validate(walk.theta))] if validate else []
        if not scores or scores[-1] < min(scores[:-1], default=np.inf):
            kept = walk.theta, epoch
        if progress:
            progress(epoch, J)
        if patience is not None and epoch - kept[1] >= count("patience", patience, least=1):
            break
    return Fit(kept[0], costs, scores, kept[1])


def _epoch(walk: Walk, batches: list, gradient: Callable, rule: Callable, epsilon: object,
           constants: dict) -> tuple[Walk, float]:
    costs = []
    for X, y in batches:
        answer = gradient(walk.theta, X, y)
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise TypeError(f"gradient needs to return (J, gradients), got {short(answer)}")
        costs.append(float(answer[0]))
        if not np.isfinite(costs[-1]):
            raise ValueError(f"epsilon needs to keep J finite, got J = {costs[-1]} after {walk.t} steps")
        walk = _stepped(walk, _leaves(answer[1]), rule, epsilon, constants)
    return walk, float(np.mean(costs))


def _stepped(walk: Walk, grads: list, rule: Callable, epsilon: object, constants: dict) -> Walk:
    if len(grads) != len(walk.states):
        raise ValueError(f"gradient needs as many arrays as theta, {len(walk.states)}, got {len(grads)}")
    t = walk.t + 1
    rate = epsilon(t) if callable(epsilon) else epsilon
    steps = [kind("rule(theta, g, state, epsilon)", rule(part, g, state, rate, **constants), optim.Update)
             for part, g, state in zip(_leaves(walk.theta), grads, walk.states)]
    return Walk(_like(walk.theta, [step.theta for step in steps]), [step.state for step in steps], t)


class Index(NamedTuple):
    """The eigenvalues of a Hessian, rising, and how many of them are negative: 0 at a minimum, some at a saddle."""
    eigenvalues: np.ndarray
    negative: int


def hessian_index(gradient: Callable, theta: object, h: float = 1e-5) -> Index:
    """Return the eigenvalues of the Hessian of J at theta, by central differences of its gradient, and its index.

    Eigenvalues are right to about 1e-9 of the largest; those within 1e-6 of it count as 0. Shapes: theta (n,).
    Source: DL section 8.2.3, Fix p. 59.

    >>> saddle = lambda w: 2 * (w[0] * w[1] - 1) * np.array([w[1], w[0]])
    >>> print(hessian_index(saddle, [0.0, 0.0]).eigenvalues.round(6), hessian_index(saddle, [1.0, 1.0]).negative)
    [-2.  2.] 0
    """
    theta = array("theta", theta, ("n",))
    H = jacobian(function("gradient", gradient), theta, h)
    if H.shape != (len(theta), len(theta)):
        raise ValueError(f"gradient needs to return the shape of theta, {theta.shape}, got {H.shape[:1]}")
    values = np.linalg.eigvalsh((H + H.T) / 2)
    return Index(values, int(np.sum(values < -1e-6 * np.abs(values).max())))


def _optional(name: str, f: object) -> Callable | None:
    return None if f is None else function(name, f)


def _rows(X: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    X, y = real("X", X), real("y", y)
    if not X.ndim or not len(X) or y.shape[:1] != X.shape[:1]:
        raise ValueError(f"X and y need as many rows, at least one, got {X.shape} and {y.shape}")
    return X, y


def _batches(m: int, size: int | None, rng: np.random.Generator | None) -> list[np.ndarray]:
    if size is None:
        return [np.arange(m)]
    return list(optim.minibatches(rng, m, size))


def _leaves(theta: Sequence) -> list[np.ndarray]:
    """All arrays, layer by layer."""
    return [leaf for part in kind("theta", theta, Sequence) for leaf in (part if isinstance(part, tuple) else (part,))]


def _like(theta: Sequence, leaves: list[np.ndarray]) -> list:
    """The arrays put together as theta is."""
    left = iter(leaves)
    return [type(part)(*[next(left) for _ in part]) if hasattr(part, "_fields") else
            tuple(next(left) for _ in part) if isinstance(part, tuple) else next(left) for part in theta]


def _copied(theta: Sequence) -> list:
    leaves = [real("theta", leaf) for leaf in _leaves(theta)]
    if not leaves:
        raise ValueError(f"theta needs arrays, got {short(theta)}")
    return _like(theta, leaves)

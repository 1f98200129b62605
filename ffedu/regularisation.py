"""What keeps a network from learning its training set by heart: weight decay, dropout, training on worst cases.

    theta   arrays of parameters        lambda_   strength of the decay        keep   probability that a unit stays
    G       incoming gradient           X         examples in rows             dX     gradient of J in X

Source: DL chapter 7, Srihari 5.6 and 5.60, Zelener's L2 and adversarial slides.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ._check import count, finite, kind, real, scalar


class Decay(NamedTuple):
    """The penalty Omega, and its gradient in each array of theta."""
    Omega: float
    gradient: tuple[np.ndarray, ...]


def weight_decay(theta: Sequence[object], lambda_: float, half: bool = False) -> Decay:
    """Return Omega = lambda sum of theta^2 with the gradient 2 lambda theta, or half of both if `half`.

    The decks have both: lambda sum W^2 (Srihari 5.6) and lambda/2 |w|^2 (Zelener); the same lambda shrinks twice as
    much in the first. Give it weights, not biases. Raises ValueError for lambda < 0. Source: DL section 7.1.1.

    >>> weight_decay([[1.0, 2.0]], 0.1, half=True)
    Decay(Omega=0.25, gradient=(array([0.1, 0.2]),))
    """
    theta = [finite("theta", real("theta", part)) for part in kind("theta", theta, Sequence)]
    factor = scalar("lambda_", lambda_) / (2 if kind("half", half, bool) else 1)
    if factor < 0:
        raise ValueError(f"lambda_ needs a number of at least 0, got {lambda_}")
    return Decay(factor * float(sum(np.sum(part * part) for part in theta)),
                 tuple(part.dtype.type(2 * factor) * part for part in theta))


def dropout_mask(rng: np.random.Generator, shape: tuple[int, ...], keep: float = 0.5) -> np.ndarray:
    """Return a mask of 0 and 1/keep, each entry kept with probability `keep`: h times it has h as its mean.

    Forward h * mask, backward G * mask, and nothing at test time ("inverted" dropout; DL section 7.12 scales the
    weights at test time instead). In float64: cast it for an h of float32. Raises ValueError for keep outside (0, 1].

    >>> print(dropout_mask(np.random.default_rng(0), (2, 4), keep=0.5))
    [[0. 2. 2. 2.]
     [0. 0. 0. 0.]]
    """
    kind("rng", rng, np.random.Generator)
    keep = scalar("keep", keep, above=0)
    if keep > 1:
        raise ValueError(f"keep needs a probability in (0, 1], got {keep}")
    shape = tuple(count("shape", n, least=1) for n in kind("shape", shape, tuple))
    return (rng.random(shape) < keep) / keep


def fast_gradient_sign(X: object, dX: object, epsilon: float) -> np.ndarray:
    """Return X + epsilon sign(dX): of all changes by at most epsilon in each entry, the one that raises J most to first
    order, by epsilon sum |dX|.

    Shapes: X and dX = dJ/dX alike. Source: DL section 7.13 (Goodfellow, Shlens and Szegedy 2015), Zelener.

    >>> print(fast_gradient_sign([[0.5, 0.5]], [[3.0, -0.01]], epsilon=0.1))
    [[0.6 0.4]]
    """
    X = finite("X", real("X", X))
    dX = finite("dX", real("dX", dX))
    if X.shape != dX.shape:
        raise ValueError(f"dX needs the shape of X, {X.shape}, got {dX.shape}")
    return X + X.dtype.type(scalar("epsilon", epsilon, above=0)) * np.sign(dX).astype(X.dtype)

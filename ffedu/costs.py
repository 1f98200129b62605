"""Costs: what a network is trained to make small, what makes them smallest, and what each of them measures.

    yhat   what was predicted      y   the targets      p, q   probabilities along the last axis, summing to 1
    J      the cost, a mean        H   entropy          KL     the divergence of q from p

The mean squared and absolute errors are means over all entries (1/m for outputs of one number). Logarithms are
natural: entropies are in nats. 0 log 0 is 0, its limit; where p > 0 and q = 0 the cross-entropy is inf, which is its
value, and nothing is clipped. From logits, use `output_units`. Source: DL sections 6.2.1 and 3.13, Srihari 2.8-2.17.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, finite, real, scalar, short


def mean_squared_error(yhat: object, y: object) -> float:
    """Return J = mean of (yhat - y)^2. Source: DL eq. 6.1, Srihari 1.24.

    >>> mean_squared_error([0.5, 0.5, 0.5, 0.5], [0, 1, 1, 0])
    0.25
    """
    d = _residual(yhat, y)
    return float(np.mean(d * d))


def dmean_squared_error(yhat: object, y: object) -> np.ndarray:
    """Return dJ/dyhat = 2 (yhat - y) / n, for n entries in all.

    >>> print(dmean_squared_error([0.5, 2.0], [0, 1]))
    [0.5 1. ]
    """
    d = _residual(yhat, y)
    return 2 * d / d.dtype.type(d.size)


def mean_absolute_error(yhat: object, y: object) -> float:
    """Return J = mean of |yhat - y|. Source: DL eq. 6.16, Srihari 2.17.

    >>> mean_absolute_error([0.5, 2.0], [0, 1])
    0.75
    """
    return float(np.mean(np.abs(_residual(yhat, y))))


def dmean_absolute_error(yhat: object, y: object) -> np.ndarray:
    """Return dJ/dyhat = sign(yhat - y) / n: as large for a small error as for a large one. At yhat = y, where the left
    slope is -1/n and the right 1/n, it is 0.

    >>> print(dmean_absolute_error([0.5, 2.0, 1.0, 0.0], [0, 1, 1, 1]))
    [ 0.25  0.25  0.   -0.25]
    """
    d = _residual(yhat, y)
    return np.sign(d) / d.dtype.type(d.size)


class Minimisers(NamedTuple):
    """The constant predictions that make a cost smallest: every number from low to high, and the cost there."""
    low: float
    high: float
    J: float


def least_squares_constant(y: object) -> Minimisers:
    """Return the one constant of least mean squared error, the mean, where dJ/dc = 2 (c - mean of y) = 0.

    J there is the variance of y. Shapes: y (m,). Source: DL eq. 6.15, Srihari 2.16.

    >>> least_squares_constant([0, 0, 3])
    Minimisers(low=1.0, high=1.0, J=2.0)
    """
    y = array("y", y, ("m",))
    c = float(np.mean(y))
    return Minimisers(c, c, mean_squared_error(np.full_like(y, c), y))


def least_absolute_constant(y: object) -> Minimisers:
    """Return the constants of least mean absolute error, the medians: as many y below as above.

    m J has slope (number of y below c) - (number above c), so J is least wherever that is 0, an interval for an even
    m, and at the middle y for an odd one. Shapes: y (m,). Source: DL eq. 6.17, Srihari 2.17.

    >>> least_absolute_constant([0, 0, 3, 5])
    Minimisers(low=0.0, high=3.0, J=2.0)
    """
    y = np.sort(array("y", y, ("m",)))
    low, high = y[(len(y) - 1) // 2], y[len(y) // 2]
    return Minimisers(float(low), float(high), mean_absolute_error(np.full_like(y, low), y))


def entropy(p: object) -> np.ndarray:
    """Return H(p) = -sum_j p_j log p_j along the last axis, from 0 (certain) to log k (uniform). Source: DL eq. 3.49.

    >>> print(entropy([[1, 0], [0.5, 0.5]]).round(4))
    [0.     0.6931]
    """
    return cross_entropy(p, p)


def cross_entropy(p: object, q: object) -> np.ndarray:
    """Return H(p, q) = -sum_j p_j log q_j along the last axis: H(p) + KL(p || q), least for q = p.

    p and q have one shape. inf where some p_j > 0 has q_j = 0. Raises ValueError for what are no probabilities.
    Source: DL eq. 3.51, Zelener's cross-entropy slide.

    >>> print(cross_entropy([[0, 1, 0], [0, 1, 0]], [[0.2, 0.5, 0.3], [1, 0, 0]]).round(4))
    [0.6931    inf]
    """
    p, q = _pair(p, q)
    return 0.0 - np.sum(_times_log(p, q), axis=-1)


def kl_divergence(p: object, q: object) -> np.ndarray:
    """Return KL(p || q) = sum_j p_j log(p_j / q_j) along the last axis: at least 0 up to rounding, and 0 only for q = p.

    Source: DL eq. 3.50.

    >>> print(kl_divergence([0.5, 0.5], [[0.5, 0.5], [0.9, 0.1]][1]).round(4))
    0.5108
    """
    p, q = _pair(p, q)
    return np.sum(_times_log(p, p) - _times_log(p, q), axis=-1)


def binary_cross_entropy(yhat: object, y: object) -> float:
    """Return the mean of -y log yhat - (1 - y) log(1 - yhat), for probabilities yhat of y = 1. Source: Srihari 2.8.

    >>> print(f"{binary_cross_entropy([0.5, 0.9], [0, 1]):.4f}")
    0.3993
    """
    yhat, y = _probabilities(yhat, y)
    return float(0.0 - np.mean(_times_log(y, yhat) + _times_log(1 - y, 1 - yhat)))


def one_sided_cross_entropy(yhat: object, y: object) -> float:
    """Return the mean of -y log yhat alone: NOT a cost for a yes-or-no output, for yhat = 1 everywhere makes it 0.

    It is what two code slides print (errata P-02, P-03). Source: Payberah p. 14 and 29.

    >>> one_sided_cross_entropy([1.0, 1.0], [0, 1])
    0.0
    """
    yhat, y = _probabilities(yhat, y)
    return float(0.0 - np.mean(_times_log(y, yhat)))


def gaussian_from_squared_error(J: float, k: int = 1) -> float:
    """Return the mean negative log-likelihood, in nats, of Gaussians of variance 1 whose means have the mean squared
    error J in each of k outputs: k/2 (J + log 2 pi).

    So least squares and greatest likelihood have the same minimum. Source: DL eq. 6.12-6.13, Srihari 2.9.

    >>> print(f"{gaussian_from_squared_error(0.25):.4f}")
    1.0439
    """
    J, k = scalar("J", J), count("k", k, least=1)
    if J < 0:
        raise ValueError(f"J needs a number of at least 0, got {J}")
    return k * (J + float(np.log(2 * np.pi))) / 2


def _residual(yhat: object, y: object) -> np.ndarray:
    yhat, y = finite("yhat", real("yhat", yhat)), finite("y", real("y", y))
    if yhat.shape != y.shape or not yhat.size:
        raise ValueError(f"yhat and y need one shape, not empty, got {yhat.shape} and {y.shape}")
    return yhat - y.astype(yhat.dtype)


def _times_log(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """p log q, 0 where p is 0, -inf where q alone is."""
    with np.errstate(divide="ignore"):           # log 0 = -inf is meant
        return np.where(p > 0, p * np.log(np.where(p > 0, q, 1)), np.zeros_like(p))


def _pair(p: object, q: object) -> tuple[np.ndarray, np.ndarray]:
    p, q = (_distribution(name, value) for name, value in (("p", p), ("q", q)))
    if p.shape != q.shape:
        raise ValueError(f"p and q need one shape, got {p.shape} and {q.shape}")
    return p, q


def _distribution(name: str, value: object) -> np.ndarray:
    p = real(name, value)
    close = 1e-6 if p.dtype == np.float64 else 1e-4
    if not p.ndim or not p.size or not np.all(p >= 0) or not np.all(np.abs(p.sum(-1) - 1) <= close):
        raise ValueError(f"{name} needs probabilities that sum to 1 along the last axis, got {short(value)}")
    return p


def _probabilities(yhat: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    yhat, y = real("yhat", yhat), real("y", y)
    if yhat.shape != y.shape or not yhat.size:
        raise ValueError(f"yhat and y need one shape, not empty, got {yhat.shape} and {y.shape}")
    for name, value in (("yhat", yhat), ("y", y)):
        if not np.all((value >= 0) & (value <= 1)):
            raise ValueError(f"{name} needs numbers from 0 to 1, got {short(value)}")
    return yhat, y.astype(yhat.dtype)

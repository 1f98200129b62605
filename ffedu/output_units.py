"""Output units: what distribution the logits mean, its negative log-likelihood, and the gradient of that in the logits.

    z    (m, k)  what the last layer gives, a row an example       y   the targets, as each unit says
    L    (m,)    negative log-likelihood of each example, in nats  G   dL/dz, (m, k)
    p    probabilities                                             T   temperature

L is that of one example; a cost takes its mean. Nothing is clipped: for logits up to +-1e4, in float32 and float64,
L and dL/dz are finite, because the logarithm is taken before an exponential is formed.
Units that also give a variance are in `density_units`. Source: DL section 6.2.2, Srihari 2.19-2.44.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ._check import constant, finite, real, short
from .stable import log_softmax, sigmoid, softmax, softplus


def linear_nll(z: object, y: object) -> np.ndarray:
    """Return L of a Gaussian with mean z and variance 1, without its constant: L = 1/2 |y - z|^2.

    The whole negative log-likelihood is k (log 2 pi) / 2 more, which no gradient sees; that of the mean squared
    error is 2/k of this. Shapes: z and y (m, k). Source: DL eq. 6.14, Srihari 2.9 and 2.22.

    >>> print(linear_nll([[1., 2.]], [[0., 4.]]))
    [2.5]
    """
    z, y = _alike(z, y)
    d = z - y
    return np.add.reduce(d * d, 1) / 2


def dlinear_nll(z: object, y: object) -> np.ndarray:
    """Return dL/dz = z - y: it never saturates.

    >>> print(dlinear_nll([[1., 2.]], [[0., 4.]]))
    [[ 1. -2.]]
    """
    z, y = _alike(z, y)
    return z - y


def sigmoid_nll(z: object, y: object) -> np.ndarray:
    """Return L of independent coins with P(y = 1) = sigma(z): the sum over the k of softplus((1 - 2 y) z).

    It is straight, with slope 1, where the answer is wrong, and flat only where it is right. y holds 0 and 1; shapes
    z and y (m, k). Raises ValueError for other targets. Source: DL section 6.2.2.2, Srihari 2.26 and 2.29.

    >>> print([f"{L:.4f}" for L in sigmoid_nll([[-1e4], [0.], [1e4]], [[1], [1], [1]])])
    ['10000.0000', '0.6931', '0.0000']
    """
    z, y = _alike(z, y)
    return np.add.reduce(softplus((1 - 2 * _binary(y)) * z), 1)


def dsigmoid_nll(z: object, y: object) -> np.ndarray:
    """Return dL/dz = sigma(z) - y, computed as (1 - 2 y) sigma((1 - 2 y) z), which keeps its digits where y is right.

    >>> print(dsigmoid_nll([[-1e4], [0.], [1e4]], [[1], [1], [1]]))
    [[-1. ]
     [-0.5]
     [-0. ]]
    """
    z, y = _alike(z, y)
    sign = 1 - 2 * _binary(y)
    return sign * sigmoid(sign * z)


def softmax_nll(z: object, y: object) -> np.ndarray:
    """Return L of one of k classes with p = softmax(z): log sum_j exp(z_j) - z_y.

    y holds class numbers 0..k-1, shape (m,), or one-hot or other target probabilities, shape (m, k), for which
    L = -sum_j y_j log p_j. Raises ValueError for a class that is not there and for rows that do not sum to 1.
    Source: DL eq. 6.30, Srihari 2.35.

    >>> print([f"{L:.4f}" for L in softmax_nll([[1., 2., 3.], [1e4, 0., 0.]], [2, 1])])
    ['0.4076', '10000.0000']
    """
    z = _logits(z)
    y = _targets(y, z)
    if y.ndim == 2:
        return -np.add.reduce(y * log_softmax(z), 1)
    return -log_softmax(z)[np.arange(len(z)), y]


def dsoftmax_nll(z: object, y: object) -> np.ndarray:
    """Return dL/dz = softmax(z) - y, y taken as one-hot. Arguments as for `softmax_nll`. Source: Zelener's homework.

    >>> print(dsoftmax_nll([[1., 2., 3.]], [2]).round(3))
    [[ 0.09   0.245 -0.335]]
    """
    z = _logits(z)
    y = _targets(y, z)
    G = softmax(z)
    if y.ndim == 2:
        return G - y
    G[np.arange(len(z)), y] -= 1
    return G


class OutputUnit(NamedTuple):
    """What the logits mean (predict: the mean, or the probabilities), L (m,), and dL/dz (m, k)."""
    predict: Callable
    nll: Callable
    dnll: Callable


UNITS: dict[str, OutputUnit] = {
    "linear": OutputUnit(lambda z: _logits(z), linear_nll, dlinear_nll),
    "sigmoid": OutputUnit(lambda z: sigmoid(_logits(z)), sigmoid_nll, dsigmoid_nll),
    "softmax": OutputUnit(lambda z: softmax(_logits(z)), softmax_nll, dsoftmax_nll),
}


def tempered(z: object, T: float) -> np.ndarray:
    """Return softmax(z / T): near one-hot for a small temperature T, near uniform for a large one.

    Shapes: z (..., k), what comes back the same. Raises ValueError for T <= 0. Source: Zelener's temperature slide.

    >>> print(*(tempered([0., 1., 2.], T).round(2) for T in (0.2, 1, 10)))
    [0.   0.01 0.99] [0.09 0.24 0.67] [0.3  0.33 0.37]
    """
    z = finite("z", real("z", z))
    T = constant("T", T, z.dtype)
    if not z.ndim or not z.size:
        return softmax(z)                        # which says what it needs
    with np.errstate(over="ignore"):             # the largest becomes 0, so only -inf can come of a small T
        return softmax((z - z.max(axis=-1, keepdims=True)) / T)


def sigmoid_squared(z: object, y: object) -> np.ndarray:
    """Return the squared error of a sigmoid, (sigma(z) - y)^2, elementwise: the mixture of unit and cost to avoid.

    Source: Goodfellow's slide on mixing and matching.

    >>> print(sigmoid_squared([-10., 0.], [1, 1]).round(4))
    [0.9999 0.25  ]
    """
    z, y = real("z", z), real("y", y)
    return (sigmoid(z) - _broadcast(y, z)) ** 2


def dsigmoid_squared(z: object, y: object) -> np.ndarray:
    """Return the derivative of `sigmoid_squared` in z, 2 (s - y) s (1 - s) with s = sigma(z): it vanishes where z is
    wrong and large, as well as where it is right.

    For y = 1 its size is greatest, 8/27, at z = -log 2; at z = -10 it is 9e-5, where that of the likelihood is 1.

    >>> print([f"{g:.6f}" for g in dsigmoid_squared([-10., -0.693147], [1, 1])])
    ['-0.000091', '-0.296296']
    """
    z, y = real("z", z), real("y", y)
    s = sigmoid(z)
    return 2 * (s - _broadcast(y, z)) * s * sigmoid(-z)


def dsoftmax_squared(z: object, y: object) -> np.ndarray:
    """Return the gradient in z of |softmax(z) - y|^2: 2 p_i (p_i - y_i - sum_j p_j (p_j - y_j)).

    It vanishes where one p_j is near 1, be it the right one or a wrong one.

    Shapes: z and y (m, k). Source: Srihari 2.38.

    >>> print(dsoftmax_squared([[20., 0.]], [[0., 1.]]).round(6))
    [[ 0. -0.]]
    """
    z, y = _alike(z, y)
    p = softmax(finite("z", z))
    d = p - y
    return 2 * p * (d - np.add.reduce(p * d, 1, keepdims=True))


def clipped(z: object) -> np.ndarray:
    """Return max{0, min{1, z}}: a probability of y = 1 that is valid and cannot be learned outside [0, 1].

    Source: DL eq. 6.18, Srihari 2.23.

    >>> print(clipped([-2., 0.25, 3.]))
    [0.   0.25 1.  ]
    """
    z = real("z", z)
    return np.maximum(np.minimum(z, np.float32(1)), np.float32(0))


def dclipped(z: object) -> np.ndarray:
    """Return the derivative of `clipped`: 1 inside (0, 1), 0 outside and, by convention, at both ends.

    >>> print(dclipped([-2., 0.25, 3.]))
    [0. 1. 0.]
    """
    z = real("z", z)
    return ((z > 0) & (z < 1)).astype(z.dtype)


def _logits(z: object) -> np.ndarray:
    z = real("z", z)
    if z.ndim != 2 or not z.size:
        raise ValueError(f"z needs rows of logits, shape (m, k), got shape {z.shape}")
    return z


def _alike(z: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    z, y = _logits(z), real("y", y)
    if z.shape != y.shape:
        raise ValueError(f"y needs the shape of z, {z.shape}, got {y.shape}")
    return z, y.astype(z.dtype, copy=False)


def _broadcast(y: np.ndarray, z: np.ndarray) -> np.ndarray:
    if y.shape not in ((), z.shape):
        raise ValueError(f"y needs a single number or the shape of z, {z.shape}, got {y.shape}")
    return y.astype(z.dtype)


def _binary(y: np.ndarray) -> np.ndarray:
    if not np.all((y == 0) | (y == 1)):
        raise ValueError(f"y needs targets 0 and 1, got {short(y[(y != 0) & (y != 1)][0].item())}")
    return y


def _targets(y: object, z: np.ndarray) -> np.ndarray:
    """Class numbers (m,) as ints, or rows of probabilities (m, k)."""
    m, k = z.shape
    if not (isinstance(y, np.ndarray) and y.dtype.kind == "i"):
        y = real("y", y)
    if y.shape == (m,):
        classes = y.astype(int, copy=False)
        if np.minimum.reduce(y) < 0 or np.maximum.reduce(y) >= k or y is not classes and np.any(classes != y):
            raise ValueError(f"y needs class numbers 0 to {k - 1}, got {short(y.tolist())}")
        return classes
    if y.shape != (m, k):
        raise ValueError(f"y needs {m} class numbers or the shape of z, {z.shape}, got {y.shape}")
    if not np.all(y >= 0) or not np.allclose(np.add.reduce(y, 1), 1):
        raise ValueError("y needs rows of probabilities that sum to 1, got other rows")
    return y.astype(z.dtype, copy=False)

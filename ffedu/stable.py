"""Sigmoid, softplus, log-sum-exp and softmax that neither overflow nor lose the answer.

The formulas of the book divide and take logarithms of numbers that floating point rounds to 0 or inf.
Each function here returns the formula's value to within a few units in the last place wherever that value is a
floating-point number, and its limit at +-inf where there is one.

    z   pre-activation or logit, any shape          h   what comes out, the shape of z
    axis   the axis over which logits compete, the last unless told

float32 in, float32 out; integers are taken as float64; a NaN stays a NaN; inputs are not changed.
"""
from __future__ import annotations

import numpy as np

from ._check import real, whole


def sigmoid(z: object) -> np.ndarray:
    """Return the logistic function, elementwise.

    sigma(z) = 1 / (1 + exp(-z)), in (0, 1); 0 at -inf and 1 at +inf.
    exp is taken of -|z| only, so it cannot overflow.
    Raises TypeError for anything but real numbers. Source: DL eq. 3.30, Fix p. 27.

    >>> print(sigmoid([-1e4, 0, 1e4]))
    [0.  0.5 1. ]
    """
    z = real("z", z)
    e = np.exp(-np.abs(z))                       # <= 1
    return np.where(z >= 0, 1, e) / (1 + e)


def softplus(z: object) -> np.ndarray:
    """Return the softplus, elementwise.

    zeta(z) = log(1 + exp(z)) = max(0, z) + log(1 + exp(-|z|)), in (0, inf); 0 at -inf, inf at +inf.
    Raises TypeError for anything but real numbers. Source: DL eq. 3.31, Srihari 2.27.

    >>> print([f"{h:.4f}" for h in softplus([-1e4, 0, 1e4])])
    ['0.0000', '0.6931', '10000.0000']
    """
    z = real("z", z)
    return np.maximum(z, np.zeros_like(z)) + np.log1p(np.exp(-np.abs(z)))


def logsumexp(z: object, axis: int = -1) -> np.ndarray:
    """Return the logarithm of the sum of exponentials along `axis`.

    log sum_j exp(z_j) = max z + log sum_j exp(z_j - max z), in [max z, max z + log n].
    An axis of -inf alone gives -inf (the sum is 0); any +inf gives +inf.
    Raises ValueError where `axis` is missing or empty. Source: DL eq. 6.30, Srihari 2.36.

    >>> print(f"{logsumexp([1e4, 1e4]):.6f}")
    10000.693147
    """
    z = _logits(z, axis)
    top = np.max(z, axis=axis, keepdims=True)
    shift = np.where(np.isinf(top), 0, top)      # inf - inf would be NaN
    with np.errstate(divide="ignore", over="ignore"):  # log 0 = -inf and exp inf = inf are the limits meant here
        return np.squeeze(shift + np.log(np.sum(np.exp(z - shift), axis=axis, keepdims=True)), axis)


def log_softmax(z: object, axis: int = -1) -> np.ndarray:
    """Return the logarithm of the softmax along `axis`.

    log softmax(z)_i = z_i - log sum_j exp(z_j), in (-inf, 0]. It is taken without forming softmax, which underflows.
    A logit of -inf gives -inf; one logit of +inf takes everything; two of them share it equally.
    Raises ValueError where `axis` is missing or empty, or where all logits are -inf. Source: DL eq. 6.30, Srihari 2.35.

    >>> print(log_softmax([0, -1e4]))
    [     0. -10000.]
    """
    d = _below_top(z, axis)
    return d - np.log(np.add.reduce(np.exp(d), axis, keepdims=True))


def softmax(z: object, axis: int = -1) -> np.ndarray:
    """Return the softmax along `axis`: positive shares that sum to 1.

    softmax(z)_i = exp(z_i) / sum_j exp(z_j) = softmax(z - max z)_i, in [0, 1].
    Limits at +-inf and errors as for `log_softmax`. Source: DL eq. 6.29, Srihari 2.33 and 2.40.

    >>> print(softmax([1e4, 1e4, -1e4]))
    [0.5 0.5 0. ]
    """
    e = np.exp(_below_top(z, axis))
    return e / np.add.reduce(e, axis, keepdims=True)


def _logits(z: object, axis: int) -> np.ndarray:
    z, axis = real("z", z), whole("axis", axis)
    if not -z.ndim <= axis < z.ndim or z.shape[axis] == 0:
        raise ValueError(f"z needs at least one logit along axis {axis}, got shape {z.shape}")
    return z


def _below_top(z: object, axis: int) -> np.ndarray:
    """z - max z, at most 0; where logits are +inf, the limit: 0 for those and -inf for the others."""
    z = _logits(z, axis)
    top = np.maximum.reduce(z, axis, keepdims=True)
    if not np.isfinite(top).all():
        if np.any(np.isneginf(top)):
            raise ValueError("z needs a logit above -inf in every group, got a group of -inf alone")
        z = np.where(np.isposinf(top), np.where(np.isposinf(z), 0, -np.inf).astype(z.dtype), z)
        top = np.maximum.reduce(z, axis, keepdims=True)
    return z - top

"""Inputs and hidden values brought to mean 0 and variance 1: once for the data, or anew in every batch.

    X      (m, n)  a batch, examples in rows      gamma, beta  (n,)  learned scale and shift
    mu     (n,)    means of the columns           var          (n,)  their variances, divided by m, not by m - 1
    xhat   (m, n)  (X - mu) / sqrt(var + epsilon) G            (m, n)  gradient of J in what came out

epsilon stands inside the root. Source: DL section 8.7.1, Fix p. 85 and 93.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, constant, kind, scalar


class Standardised(NamedTuple):
    """Z (m, n) with columns of mean 0 and variance 1, and the mean and std (n,) that made it so."""
    Z: np.ndarray
    mean: np.ndarray
    std: np.ndarray


def standardise(X: object) -> Standardised:
    """Return Z = (X - mean) / std, column by column; new inputs take the same mean and std.

    Raises ValueError for a column of one value, whose std is 0. Source: Fix p. 85.

    >>> print(standardise([[1.0, 10.0], [3.0, 30.0]]).Z)
    [[-1. -1.]
     [ 1.  1.]]
    """
    X = array("X", X, ("m", "n"))
    if np.any(np.ptp(X, axis=0) == 0):
        raise ValueError(f"X needs columns that vary, got column {int(np.argmin(np.ptp(X, axis=0)))} of one value")
    mean = X.mean(0)
    size = np.abs(X - mean).max(0)               # squares of what is divided by it neither overflow nor vanish
    std = size * ((X - mean) / size).std(0)
    return Standardised((X - mean) / std, mean, std)


class BatchNorm(NamedTuple):
    """What came out (m, n), and what the way back needs: xhat (m, n), mu and var (n,), epsilon."""
    out: np.ndarray
    xhat: np.ndarray
    mu: np.ndarray
    var: np.ndarray
    epsilon: float


class BatchNormGradient(NamedTuple):
    """The gradients of J: dX (m, n), dgamma and dbeta (n,)."""
    dX: np.ndarray
    dgamma: np.ndarray
    dbeta: np.ndarray


def batch_norm(X: object, gamma: object, beta: object, epsilon: float = 1e-5) -> BatchNorm:
    """Return gamma xhat + beta with the mean and variance of this batch, as in training.

    Its columns have mean beta and standard deviation gamma (a little less, for epsilon), whatever those of X.
    Raises ValueError for epsilon <= 0. Source: DL eq. 8.35-8.37, Fix p. 93.

    >>> print(batch_norm([[1.0], [3.0]], [2.0], [5.0]).out.round(4).T)
    [[3. 7.]]
    """
    X, gamma, beta = _batch(X, gamma, beta)
    small = constant("epsilon", epsilon, X.dtype)
    mu, var = X.mean(0), X.var(0)
    xhat = (X - mu) / np.sqrt(var + small)
    return BatchNorm(gamma * xhat + beta, xhat, mu, var, float(epsilon))


def dbatch_norm(forward: BatchNorm, gamma: object, G: object) -> BatchNormGradient:
    """Return the gradients, with the batch's own mean and variance differentiated too:

    dbeta = sum of G, dgamma = sum of G xhat, and with Gx = gamma G
    dX = (Gx - mean of Gx - xhat times the mean of Gx xhat) / sqrt(var + epsilon), all over the rows.
    The two means are the shares that go through mu and var. Source: Ioffe and Szegedy 2015; DL section 8.7.1.

    >>> back = dbatch_norm(batch_norm([[1.0], [2.0], [4.0]], [1.0], [0.0]), [1.0], [[1.0], [0.0], [0.0]])
    >>> print(back.dX.round(4).T, back.dbeta)
    [[ 0.2291 -0.3436  0.1145]] [1.]
    """
    xhat = kind("forward", forward, BatchNorm).xhat
    G, gamma = (array(name, value, shape).astype(xhat.dtype) for name, value, shape in
                (("G", G, xhat.shape), ("gamma", gamma, xhat.shape[1:])))
    Gx = gamma * G
    dX = (Gx - Gx.mean(0) - xhat * (Gx * xhat).mean(0)) / np.sqrt(forward.var + xhat.dtype.type(forward.epsilon))
    return BatchNormGradient(dX, (G * xhat).sum(0), G.sum(0))


def batch_norm_at_test(X: object, gamma: object, beta: object, mu: object, var: object,
                       epsilon: float = 1e-5) -> np.ndarray:
    """Return gamma (X - mu) / sqrt(var + epsilon) + beta with mu and var from training: one example is enough.

    >>> print(batch_norm_at_test([[3.0]], [2.0], [5.0], mu=[2.0], var=[1.0]).round(4))
    [[7.]]
    """
    X, gamma, beta = _batch(X, gamma, beta)
    mu, var = (array(name, value, X.shape[1:]).astype(X.dtype) for name, value in (("mu", mu), ("var", var)))
    if np.any(var < 0):
        raise ValueError(f"var needs variances of at least 0, got {var.min():g}")
    return gamma * (X - mu) / np.sqrt(var + constant("epsilon", epsilon, X.dtype)) + beta


def running(before: object, now: object, keep: float = 0.9) -> np.ndarray:
    """Return keep before + (1 - keep) now: the running mean or variance (n,) that test time uses.

    Raises ValueError for keep outside [0, 1].

    >>> print(running([1.0], [2.0], keep=0.75))
    [1.25]
    """
    before = array("before", before, ("n",))
    keep = scalar("keep", keep)
    if not 0 <= keep <= 1:
        raise ValueError(f"keep needs a number in [0, 1], got {keep}")
    now = array("now", now, before.shape).astype(before.dtype)
    return before.dtype.type(keep) * before + before.dtype.type(1 - keep) * now


def _batch(X: object, gamma: object, beta: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    X = array("X", X, ("m", "n"))
    return X, array("gamma", gamma, X.shape[1:]).astype(X.dtype), array("beta", beta, X.shape[1:]).astype(X.dtype)

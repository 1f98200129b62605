"""Output units that give a whole density: a Gaussian with a variance of its own, and a mixture of Gaussians.

    mu   means               s    log sigma^2, one variance for all coordinates of an output or a component
    y    targets (m, d)      L    negative log-likelihood of each example (m,), in nats, with all constants
    z    (m, n)  logits of the n mixture weights pi = softmax(z)
    r    (m, n)  responsibilities: the probability of each component once y is known

The logarithm of the variance may be any number, so nothing has to be clipped or squared; but e^-s has to be a number.
The declared range is |s| <= 60, in float32 and float64 (sigma from 1e-13 to 1e13); outside it is an error. Weights may
have logits up to +-1e4. Source: DL section 6.2.2.4, Srihari 2.44, Goodfellow's table of output types.
"""
from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ._check import array, finite, kind, real
from .stable import log_softmax, logsumexp, softmax

RANGE = 60.0
LOG_2PI = math.log(2 * math.pi)


class GaussianGradient(NamedTuple):
    """The gradients of L: mu (m, d), s (m,)."""
    mu: np.ndarray
    s: np.ndarray


class MixtureGradient(NamedTuple):
    """The gradients of L: z (m, n), mu (m, n, d), s (m, n)."""
    z: np.ndarray
    mu: np.ndarray
    s: np.ndarray


def gaussian_nll(mu: object, s: object, y: object) -> np.ndarray:
    """Return L = 1/2 (d log 2 pi + d s + e^-s |y - mu|^2) of a Gaussian with mean mu and variance e^s.

    Shapes: mu and y (m, d), s (m,) where the variance depends on the input, or one number where it is constant.
    L has no minimum: with mu = y it falls by d/2 for each unit that s falls (Srihari 2.12).
    Raises ValueError for s outside [-60, 60]. Source: DL section 6.2.2.4, Srihari 2.44.

    >>> print(gaussian_nll([[0.], [3.]], 0., [[0.], [1.]]).round(4))
    [0.9189 2.9189]
    """
    mu, s, y = _gaussian(mu, s, y)
    return -_log_density(mu[:, None], s[:, None], y)[:, 0]


def dgaussian_nll(mu: object, s: object, y: object) -> GaussianGradient:
    """Return the gradients of L in mu, e^-s (mu - y), and in s, 1/2 (d - e^-s |y - mu|^2), example by example.

    A constant s gets the sum of its entries. Arguments as for `gaussian_nll`.

    >>> G = dgaussian_nll([[0.], [3.]], 0., [[0.], [1.]])
    >>> print(G.mu.T, G.s)
    [[0. 2.]] [ 0.5 -1.5]
    """
    mu, s, y = _gaussian(mu, s, y)
    d, precision = mu - y, np.exp(-s)
    return GaussianGradient(precision[:, None] * d, (d.shape[1] - precision * np.add.reduce(d * d, 1)) / 2)


def best_variance(mu: object, y: object) -> float:
    """Return the constant variance of greatest likelihood, the mean squared residual: mean of (y - mu)^2.

    Shapes: mu and y (m, d). Raises ValueError where all residuals are 0, for then there is none (density to infinity).
    Source: DL section 6.2.2.4, Srihari 2.44.

    >>> best_variance([[0.], [3.]], [[0.], [1.]])
    2.0
    """
    mu = array("mu", mu, ("m", "d"))
    variance = float(np.mean((array("y", y, mu.shape) - mu) ** 2))
    if not 0 < variance < math.inf:
        raise ValueError(f"mu needs residuals y - mu with a mean square above 0 and finite, got {variance}")
    return variance


def mixture_nll(z: object, mu: object, s: object, y: object) -> np.ndarray:
    """Return L = -log sum_i pi_i N(y; mu_i, e^(s_i) I) of a mixture density with n components.

    Through log-sum-exp of log pi_i + log N_i: no density is formed. Shapes: z and s (m, n), mu (m, n, d), y (m, d).
    Raises ValueError where they do not fit and for s outside [-60, 60]. Source: DL eq. 6.35, Goodfellow's Fig. 6.4.

    >>> print(mixture_nll([[0., 0.]], [[[-1.], [1.]]], [[0., 0.]], [[1.]]).round(4))
    [1.4852]
    """
    return -logsumexp(_joint(*_mixture(z, mu, s, y)))


def responsibilities(z: object, mu: object, s: object, y: object) -> np.ndarray:
    """Return r_i = pi_i N_i / sum_j pi_j N_j, (m, n): which component each y came from. Arguments as for `mixture_nll`.

    >>> print(responsibilities([[0., 0.]], [[[-1.], [1.]]], [[0., 0.]], [[1.]]).round(3))
    [[0.119 0.881]]
    """
    return softmax(_joint(*_mixture(z, mu, s, y)))


def dmixture_nll(z: object, mu: object, s: object, y: object) -> MixtureGradient:
    """Return the gradients of L: in z, pi - r; in mu_i, r_i e^(-s_i) (mu_i - y); in s_i,
    r_i (d - e^(-s_i) |y - mu_i|^2) / 2.

    Each component learns in proportion to its share in the example. Arguments as for `mixture_nll`.

    >>> print(dmixture_nll([[0., 0.]], [[[-1.], [1.]]], [[0., 0.]], [[1.]]).z.round(3))
    [[ 0.381 -0.381]]
    """
    z, mu, s, y = _mixture(z, mu, s, y)
    r, d, precision = softmax(_joint(z, mu, s, y)), mu - y[:, None], np.exp(-s)
    return MixtureGradient(softmax(z) - r, (r * precision)[..., None] * d,
                           r * (d.shape[2] - precision * np.add.reduce(d * d, 2)) / 2)


def sample_mixture(rng: np.random.Generator, z: object, mu: object, s: object) -> np.ndarray:
    """Return one y (m, d) for each row of the mixture density: a component by its weight, then a normal number.

    >>> print(sample_mixture(np.random.default_rng(0), [[0., 0.]] * 3, [[[-9.], [9.]]] * 3, [[-9., -9.]] * 3).round().T)
    [[ 9. -9. -9.]]
    """
    kind("rng", rng, np.random.Generator)
    mu = array("mu", mu, ("m", "n", "d"))
    z, s = array("z", z, mu.shape[:2]), _log_variance(array("s", s, mu.shape[:2]))
    rows = np.arange(len(z))
    drawn = np.minimum((rng.random((len(z), 1)) > np.cumsum(softmax(z), 1)).sum(1), z.shape[1] - 1)
    return mu[rows, drawn] + np.exp(s[rows, drawn] / 2)[:, None] * rng.standard_normal((len(z), mu.shape[2]))


def _joint(z: np.ndarray, mu: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    return log_softmax(z) + _log_density(mu, s, y)


def _log_density(mu: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """log N(y; mu_i, e^(s_i) I) of each component, (m, n)."""
    d = mu - y[:, None]
    k = mu.dtype.type(d.shape[2])
    return -(k * (mu.dtype.type(LOG_2PI) + s) + np.exp(-s) * np.add.reduce(d * d, 2)) / 2


def _gaussian(mu: object, s: object, y: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    mu = array("mu", mu, ("m", "d"))
    s = finite("s", real("s", s))
    if s.shape not in ((), mu.shape[:1]):
        raise ValueError(f"s needs one number, or one for each row of mu {mu.shape}, got shape {s.shape}")
    s = np.broadcast_to(_log_variance(s).astype(mu.dtype), mu.shape[:1])
    return mu, s, array("y", y, mu.shape).astype(mu.dtype)


def _mixture(z: object, mu: object, s: object, y: object) -> tuple[np.ndarray, ...]:
    mu = array("mu", mu, ("m", "n", "d"))
    m, n, d = mu.shape
    s = _log_variance(array("s", s, (m, n)))
    return tuple(part.astype(mu.dtype) for part in (array("z", z, (m, n)), mu, s, array("y", y, (m, d))))


def _log_variance(s: np.ndarray) -> np.ndarray:
    if np.any(np.abs(s) > RANGE):
        raise ValueError(f"s = log sigma^2 needs numbers in [{-RANGE:g}, {RANGE:g}], got {np.abs(s).max():g} in size")
    return s

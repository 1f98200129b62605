"""Hidden units that look at a vector: maxout at k pre-activations of its own, the radial basis function at all of x.

    a   (..., n k)  pre-activations, k pieces for each of n maxout units        k   pieces a unit
    h   (..., n)    hidden values               G   incoming gradient dJ/dh, the shape of h
    X   (m, d)      examples in rows            W   (d, n)   centres in columns
    sigma           widths, one number or (n,)

The book counts from 1: G(i) = {(i-1) k + 1, ..., i k} are the pieces of unit i; here they are a[..., i k:(i+1) k].
float32 in, float32 out; integers are taken as float64; inputs are not changed.
Source: DL section 6.3, Srihari 3.15-3.18 and 3.25.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, finite, real, short


def maxout(a: object, k: int) -> np.ndarray:
    """Return the largest of each k neighbours in the last axis: h_i = max of a_j over j in G(i).

    With a affine in x each unit is a convex function of x made of at most k straight pieces. k = 2 with the pieces
    (0, a) is relu, with (-a, a) the absolute value, with (0.01 a, a) leaky relu. A NaN stays a NaN.
    Shapes: a (..., n k), h (..., n). Raises ValueError where k does not divide the last axis.
    Source: DL eq. 6.37, Srihari 3.15-3.16.

    >>> print(maxout([[0., -2., 2., -2.], [0., 3., -3., 3.]], k=2))
    [[0. 2.]
     [3. 3.]]
    """
    return _pieces(a, k).max(axis=-1)


def dmaxout(a: object, k: int) -> np.ndarray:
    """Return the derivative of each maxout unit in its own pieces: 1 for the largest, 0 for the others.

    dJ/da is this times G, each G_i repeated for its k pieces. Where pieces tie, the first of the largest gets the 1.
    Shapes: a and what comes back (..., n k). Errors as for `maxout`.

    >>> print(dmaxout([[0., -2., 2., 2.]], k=2))
    [[1. 0. 1. 0.]]
    """
    pieces = _pieces(a, k)
    first = pieces.argmax(axis=-1)[..., None] == np.arange(pieces.shape[-1])
    return first.astype(pieces.dtype).reshape(np.shape(a))


def rbf(X: object, W: object, sigma: object) -> np.ndarray:
    """Return radial basis functions, close to 1 near a centre and to 0 far away: h_i = exp(-|x - W_:,i|^2 / sigma_i^2).

    The book has no 2 in front of sigma^2. The differences are taken before they are squared, so nothing cancels.
    Shapes: X (m, d), W (d, n), sigma one number or (n,); h (m, n), in [0, 1].
    Raises ValueError where they do not fit, or for a width that is not above 0. Source: DL section 6.3.3, Srihari 3.25.

    >>> print(rbf([[0., 0.], [1., 1.]], W=[[0.], [0.]], sigma=1.).round(4))
    [[1.    ]
     [0.1353]]
    """
    return _rbf(*_checked(X, W, sigma))[1]


class RbfGradient(NamedTuple):
    """The gradients of J: dX (m, d), dW (d, n), dsigma of sigma's shape."""
    dX: np.ndarray
    dW: np.ndarray
    dsigma: np.ndarray


def drbf(X: object, W: object, sigma: object, G: object) -> RbfGradient:
    """Return the gradients in X, W and sigma of a cost whose gradient in h = rbf(X, W, sigma) is G.

    dh_i/dx = -2 h_i (x - W_:,i) / sigma_i^2,  dh_i/dW_:,i = -dh_i/dx,  dh_i/dsigma_i = 2 h_i |x - W_:,i|^2 / sigma_i^3.
    Far from every centre h and all of these vanish: why such units are hard to train. Source: DL section 6.3.3.
    Shapes: G (m, n), the rest as for `rbf`. Errors as there.

    >>> d = drbf([[1., 0.]], W=[[0.], [0.]], sigma=1., G=[[1.]])
    >>> print([f"{number:.4f}" for number in (d.dX[0, 0], d.dW[0, 0], d.dsigma)])
    ['-0.7358', '0.7358', '0.7358']
    """
    X, W, sigma = _checked(X, W, sigma)
    G = array("G", G, (len(X), W.shape[1])).astype(X.dtype)
    U, h = _rbf(X, W, sigma)
    U = np.where(h[:, None, :] > 0, U, 0)                # far away h is 0 and U may be infinite: together 0
    T = (2 * G * h)[:, None, :] * U / sigma              # (m, d, n): what each centre gets from each example
    dsigma = (T * U).sum(axis=(0, 1))
    return RbfGradient(-T.sum(axis=2), T.sum(axis=0), dsigma if sigma.ndim else dsigma.sum())


def _pieces(a: object, k: int) -> np.ndarray:
    a, k = real("a", a), count("k", k, least=1)
    if a.ndim == 0 or a.shape[-1] % k:
        raise ValueError(f"a needs a last axis that k = {k} divides, got shape {a.shape}")
    return a.reshape(*a.shape[:-1], a.shape[-1] // k, k)


def _checked(X: object, W: object, sigma: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    X = array("X", X, ("m", "d"))
    W = array("W", W, (X.shape[1], "n"))
    sigma = finite("sigma", real("sigma", sigma)).astype(W.dtype)
    if sigma.shape not in ((), W.shape[1:]) or np.any(sigma <= 0):
        raise ValueError(f"sigma needs one number above 0 or {W.shape[1]} of them, got {short(sigma.tolist())}")
    return X, W, sigma


def _rbf(X: np.ndarray, W: np.ndarray, sigma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The differences in units of sigma, (m, d, n), and h (m, n)."""
    with np.errstate(over="ignore"):             # what is infinitely far away is far enough
        U = (X[:, :, None] - W) / sigma
        return U, np.exp(-(U**2).sum(axis=1))

"""Convolution: along a line as sum, as correlation and as matrix; over images with channels, both ways; pooling.

    x   (n,)   signal                     w   (k,)   kernel along a line            y   what comes out
    X   (m, c_in, rows, columns)          images: examples, channels, pixels
    K   (c_out, c_in, k, k')              kernels, one for each pair of channels    b   (c_out,)   biases
    Y   (m, c_out, rows', columns')       feature maps, of `output_size`            G   gradient of J in Y
    stride   step between windows         padding   zeros on every side of the image

Convolution turns the kernel round: (x * w)(t) = sum_tau x(tau) w(t - tau). What networks call convolution does not, and
is cross-correlation: sum_tau x(t + tau) w(tau). Here `convolve` is the first, `correlate` and `conv2d` are the second.
float32 in, float32 out. Source: DL sections 9.1-9.5, Zelener's convolution slides, Fix's CNN part p. 4 and 19.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ._check import array, count, kind, short
from .connections import output_size


def convolve(x: object, w: object, mode: str = "full") -> np.ndarray:
    """Return y(t) = sum_tau x(tau) w(t - tau), in which x and w are 0 outside their range.

    It is the integral of x(tau) w(t - tau) for signals that live on whole steps; on a grid of step dt, take dt y.
    mode "full": every t where they meet, n + k - 1 of them; "valid": only those where all of w lies on x, n - k + 1;
    "same": the n from (k-1) // 2 of "full" on. Shapes: x (n,), w (k,).
    Raises ValueError for another mode, and for "valid" with k > n. Source: DL eq. 9.3, Zelener's integral as a sum.

    >>> print(convolve([1, 2, 3], [1, 10]), convolve([1, 2, 3], [1, 10], "valid"))
    [ 1. 12. 23. 30.] [12. 23.]
    """
    x, w = array("x", x, ("n",)), array("w", w, ("k",))
    part, around = _part(mode, len(x), len(w)), len(w) - 1
    return (sliding_window_view(np.pad(x, around), len(w)) @ w[::-1])[part]


def correlate(x: object, w: object, mode: str = "valid") -> np.ndarray:
    """Return y(t) = sum_tau x(t + tau) w(tau): convolution with the kernel turned round.

    Modes, shapes and errors as for `convolve`. Source: DL eq. 9.6, there for images.

    >>> print(correlate([1, 2, 3], [1, 10]))
    [21. 32.]
    """
    return convolve(x, array("w", w, ("k",))[::-1], mode)


def toeplitz(w: object, n: int, mode: str = "full") -> np.ndarray:
    """Return the matrix T with T x = convolve(x, w, mode) for every x (n,): T[t, tau] = w[t - tau].

    Every diagonal holds one weight over and over, and most are 0: sharing and sparseness as one sees them.
    Shapes: w (k,), T (as many as `convolve` gives, n). Modes and errors as for `convolve`. Source: DL section 9.1.

    >>> print(toeplitz([1, 10], 3))
    [[ 1.  0.  0.]
     [10.  1.  0.]
     [ 0. 10.  1.]
     [ 0.  0. 10.]]
    """
    w, n = array("w", w, ("k",)), count("n", n, least=1)
    part, T = _part(mode, n, len(w)), np.zeros((n + len(w) - 1, n), w.dtype)
    for tau in range(n):
        T[tau:tau + len(w), tau] = w
    return T[part]


def conv2d(X: object, K: object, b: object, stride: int = 1, padding: int = 0) -> np.ndarray:
    """Return the feature maps of a convolutional layer, before its nonlinearity.

    Y[., o, i, j] = b_o + sum over channels l and places p, q of X[., l, i stride + p, j stride + q] K[o, l, p, q], with
    `padding` zeros around X. Shapes at the head of this module. Raises ValueError where they do not fit.
    Source: DL eq. 9.7 and 9.8.

    >>> print(conv2d([[[[1, 2, 3], [4, 5, 6]]]], [[[[1, 0], [0, 10]]]], [0.5]))
    [[[[51.5 62.5]]]]
    """
    X = _images(X)
    K = array("K", K, ("c_out", X.shape[1], "k", "k'"))
    b = array("b", b, K.shape[:1])
    _, windows = _windows(X, K.shape[2:], stride, padding)
    return np.moveaxis(np.tensordot(windows, K, ([1, 4, 5], [1, 2, 3])) + b, -1, 1)


class Gradient(NamedTuple):
    """The gradient of J in X, in K and in b, each of the shape of what it belongs to."""
    dX: np.ndarray
    dK: np.ndarray
    db: np.ndarray


def conv2d_gradient(X: object, K: object, G: object, stride: int = 1, padding: int = 0) -> Gradient:
    """Return the gradient of J in the input, the kernels and the biases of `conv2d`, when that in its output is G.

    dK[o, l, p, q] = sum of G[., o, i, j] X[., l, i stride + p, j stride + q],  db_o = sum of G[., o], and
    G[., o, i, j] K[o, l, p, q] goes back to that X: for stride 1 a convolution, with the kernel turned round.
    Shapes: G that of `conv2d`. Raises ValueError where they do not fit. Source: DL eq. 9.11 and 9.13.

    >>> print(conv2d_gradient([[[[1, 2, 3], [4, 5, 6]]]], [[[[1, 0], [0, 10]]]], [[[[1, 1]]]]).dK)
    [[[[ 3.  5.]
       [ 9. 11.]]]]
    """
    X = _images(X)
    K = array("K", K, ("c_out", X.shape[1], "k", "k'"))
    padded, windows = _windows(X, K.shape[2:], stride, padding)
    G = array("G", G, (len(X), len(K)) + windows.shape[2:4])
    dX = np.zeros_like(padded)
    for p, q, place in _places(windows, stride):
        dX[place] += np.moveaxis(np.tensordot(G, K[:, :, p, q], (1, 0)), -1, 1)
    rows, columns = X.shape[2:]
    return Gradient(dX[:, :, padding:padding + rows, padding:padding + columns],
                    np.tensordot(G, windows, ([0, 2, 3], [0, 2, 3])), G.sum((0, 2, 3)))


def pointwise(X: object, W: object, b: object) -> np.ndarray:
    """Return the 1 x 1 convolution of n channels to m: at every pixel the same layer x W + b, x its n channels.

    It equals `conv2d` with the kernels W^T[:, :, None, None]. Shapes: X (., n, rows, columns), W (n, m), b (m,).
    Raises ValueError where they do not fit. Source: Fix's CNN part p. 19, where a relu follows.

    >>> print(pointwise([[[[1, 2]], [[3, 4]]]], [[1], [10]], [0]))
    [[[[31. 42.]]]]
    """
    X = _images(X)
    W = array("W", W, (X.shape[1], "m"))
    return np.moveaxis(np.moveaxis(X, 1, -1) @ W + array("b", b, W.shape[1:]), -1, 1)


def max_pool(X: object, k: int = 2, stride: int = 2) -> np.ndarray:
    """Return the largest number of each k x k window, channel by channel.

    Rows and columns that fill no window are left out. Raises ValueError where no window fits.
    Source: DL section 9.3, Fix's CNN part p. 4.

    >>> print(max_pool([[[[1, 2, 5, 0], [3, 4, 0, 0]]]]))
    [[[[4. 5.]]]]
    """
    return _windows(_images(X), (k, k), stride)[1].max((-2, -1))


def max_pool_gradient(X: object, G: object, k: int = 2, stride: int = 2) -> np.ndarray:
    """Return the gradient of J in X when that in `max_pool(X)` is G: each G goes to the largest of its window.

    Where several tie, the first takes it, in rows from left to right. Shapes: G that of `max_pool(X)`.

    >>> print(max_pool_gradient([[[[1, 4, 5, 5], [3, 4, 0, 0]]]], [[[[1, 10]]]]))
    [[[[ 0.  1. 10.  0.]
       [ 0.  0.  0.  0.]]]]
    """
    X = _images(X)
    _, windows = _windows(X, (k, k), stride)
    G, dX = array("G", G, windows.shape[:4]), np.zeros_like(X)
    largest = windows.reshape(*G.shape, k * k).argmax(-1)
    for p, q, place in _places(windows, stride):
        dX[place] += G * (largest == p * k + q)
    return dX


def average_pool(X: object, k: int = 2, stride: int = 2) -> np.ndarray:
    """Return the mean of each k x k window, channel by channel. What is left out, and errors, as for `max_pool`.

    >>> print(average_pool([[[[1, 2, 5, 0], [3, 4, 0, 0]]]]))
    [[[[2.5  1.25]]]]
    """
    return _windows(_images(X), (k, k), stride)[1].mean((-2, -1))


def average_pool_gradient(X: object, G: object, k: int = 2, stride: int = 2) -> np.ndarray:
    """Return the gradient of J in X when that in `average_pool(X)` is G: G / k^2 to each number of its window.

    Of X only the shape matters. Shapes: G that of `average_pool(X)`.

    >>> print(average_pool_gradient([[[[1, 2, 5, 0], [3, 4, 0, 0]]]], [[[[4, 8]]]]))
    [[[[1. 1. 2. 2.]
       [1. 1. 2. 2.]]]]
    """
    X = _images(X)
    _, windows = _windows(X, (k, k), stride)
    G, dX = array("G", G, windows.shape[:4]), np.zeros_like(X)
    for _, _, place in _places(windows, stride):
        dX[place] += G / k**2
    return dX


def _part(mode: object, n: int, k: int) -> slice:
    """Which of the n + k - 1 places of the full convolution belong to the mode."""
    if kind("mode", mode, str) not in ("full", "same", "valid"):
        raise ValueError(f'mode needs "full", "same" or "valid", got {short(mode)}')
    if mode == "valid" and k > n:
        raise ValueError(f"a valid convolution needs k <= n, got k = {k}, n = {n}")
    return {"full": slice(None), "same": slice((k - 1) // 2, (k - 1) // 2 + n), "valid": slice(k - 1, n)}[mode]


def _images(X: object) -> np.ndarray:
    return array("X", X, ("m", "c_in", "rows", "columns"))


def _windows(X: np.ndarray, size: tuple[int, int], stride: int, padding: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """X with zeros around it, and the windows of that size on it: (m, c_in, rows', columns', k, k')."""
    for n, k in zip(X.shape[2:], size):
        output_size(n, k, stride, padding)       # says what does not fit
    padded = np.pad(X, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    return padded, sliding_window_view(padded, size, (2, 3))[:, :, ::stride, ::stride]


def _places(windows: np.ndarray, stride: int) -> Iterator[tuple[int, int, tuple[slice, ...]]]:
    """For each place p, q in a window: where in X the numbers lie that have this place in their window."""
    rows, columns = windows.shape[2:4]
    for p, q in np.ndindex(windows.shape[4:]):
        below, right = slice(p, p + stride * rows, stride), slice(q, q + stride * columns, stride)
        yield p, q, (slice(None), slice(None), below, right)

"""What is connected to what: how many weights that takes, how far a unit sees, and paths that skip layers.

    n       length of a side of the image, or the width of a layer      k   side of a kernel or of a pooling window
    stride  step from one window to the next, in units of the layer below
    padding zeros put on either side of the input
    X   (m, n)      examples in rows            W   (L, n, n)   weights of L layers, W[i] from h[i] to h[i+1]
    h   (L+1, m, n) h[0] = X, then the layers   c   (L, n)      their biases
    a   (L, m, n)   pre-activations             G   (m, n)      gradient of J in h[L]

Source: DL sections 6.4.2, 9.2 and 9.5, Srihari 4.32-4.33, Zelener's convolution slide, Fix's CNN part p. 14-15.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ._check import array, count, kind
from .stable import sigmoid


class WeightCounts(NamedTuple):
    """Inputs, outputs; weights when all are connected, when only neighbours are, and when those share one kernel."""
    inputs: int
    outputs: int
    dense: int
    sparse: int
    shared: int


def weight_counts(rows: int, columns: int, channels: int = 3, k: int = 5) -> WeightCounts:
    """Return how many weights lead from a (channels, rows, columns) image to one map of rows x columns outputs.

    dense = inputs * outputs; sparse leaves what lies in the k x k window around each output, without the zeros beyond
    the border, (k rows - r (r+1)) (k columns - r (r+1)) channels with r = k // 2; shared = k k channels, applied
    once for each output. For 320 x 240 pixels Zelener's slide prints W as 240,400 x 76,800; the first number is
    3 * 76,800 = 230,400, and 240,400 is no multiple of 3 (erratum Z-01).
    Raises ValueError for an even k, and for one above rows or columns. Source: DL section 9.2, Srihari 4.33.

    >>> print(weight_counts(240, 320))
    WeightCounts(inputs=230400, outputs=76800, dense=17694720000, sparse=5709708, shared=75)
    """
    rows, columns = count("rows", rows, least=1), count("columns", columns, least=1)
    channels, k = count("channels", channels, least=1), count("k", k, least=1)
    if k % 2 == 0 or k > min(rows, columns):
        raise ValueError(f"k needs an odd number of at most {min(rows, columns)}, got {k}")
    outputs, r = rows * columns, k // 2
    sparse = (k * rows - r * (r + 1)) * (k * columns - r * (r + 1)) * channels
    return WeightCounts(channels * outputs, outputs, channels * outputs**2, sparse, k * k * channels)


def output_size(n: int, k: int, stride: int = 1, padding: int = 0) -> int:
    """Return how many windows of length k fit on n units: (n + 2 padding - k) // stride + 1. What is left over is lost.

    Raises ValueError where not one fits. Source: DL section 9.5.

    >>> print(output_size(28, 3, padding=1), output_size(28, 2, stride=2))
    28 14
    """
    n, k = count("n", n, least=1), count("k", k, least=1)
    stride, padding = count("stride", stride, least=1), count("padding", padding)
    if k > n + 2 * padding:
        raise ValueError(f"a window of k units needs k <= n + 2 padding, got k = {k}, n = {n}, padding = {padding}")
    return (n + 2 * padding - k) // stride + 1


class Window(NamedTuple):
    """A layer whose units look at windows of k units below, `stride` apart, with `padding` zeros at either end."""
    k: int
    stride: int = 1
    padding: int = 0


CONV3, POOL2 = Window(3, 1, 1), Window(2, 2)
FIX = (CONV3, CONV3, POOL2, CONV3, CONV3, POOL2, CONV3)      # the stack of Fix's CNN part p. 14-15, on 28 x 28


class Field(NamedTuple):
    """A layer as seen from the input: its n units, each r pixels wide, `jump` apart; the first begins at `start`."""
    n: int
    r: int
    jump: int
    start: int


def receptive_fields(layers: Sequence[Window], n: int) -> list[Field]:
    """Return the receptive field of every layer, the input first, along one side of an image of n pixels.

    r <- r + (k-1) jump, start <- start - padding jump, then jump <- jump stride. Unit i of a layer sees the pixels
    start + i jump to start + i jump + r - 1; those below 0 or above n-1 are padding. For `FIX`, n = 28 the last two are
    16 and 24, where the slide prints 15 and 23: its second pool adds one pixel, as at a jump of 1 (erratum F-01).
    Raises ValueError where a window does not fit. Source: DL fig. 9.4, Fix's CNN part p. 14-15.

    >>> print([field.r for field in receptive_fields(FIX, 28)])
    [1, 3, 5, 6, 10, 14, 16, 24]
    """
    fields = [Field(count("n", n, least=1), 1, 1, 0)]
    for layer in kind("layers", layers, Sequence):
        k, stride, padding = kind("layers", layer, Window)
        n, r, jump, start = fields[-1]
        n = output_size(n, k, stride, padding)
        fields.append(Field(n, r + (k - 1) * jump, jump * stride, start - padding * jump))
    return fields


class Layers(NamedTuple):
    """The weights W (L, n, n) and biases c (L, n) of L layers of one width, or the gradients of J in them."""
    W: np.ndarray
    c: np.ndarray


class Trace(NamedTuple):
    """What a forward pass computes: a (L, m, n), h (L+1, m, n)."""
    a: np.ndarray
    h: np.ndarray


class Gradient(NamedTuple):
    """The gradient of J in every layer h (L+1, m, n), the first in X, in W (L, n, n) and in c (L, n)."""
    dh: np.ndarray
    dW: np.ndarray
    dc: np.ndarray


def random_layers(rng: np.random.Generator, L: int = 20, n: int = 10) -> Layers:
    """Return L sigmoid layers of n units with W ~ N(0, 1/n) and c = 0.

    >>> print(random_layers(np.random.default_rng(0)).W.shape)
    (20, 10, 10)
    """
    kind("rng", rng, np.random.Generator)
    L, n = count("L", L, least=1), count("n", n, least=1)
    return Layers(rng.standard_normal((L, n, n)) / np.sqrt(n), np.zeros((L, n)))


def forward(X: object, W: object, c: object, skip: int = 0) -> Trace:
    """Return the forward pass through sigmoid layers, each with what lay `skip` layers below added to it.

    a[i] = h[i] W[i] + c[i],  h[i+1] = sigma(a[i]) + h[i+1-skip], the last term only if 0 < skip <= i + 1.
    skip = 1 is h + f(h); skip = 2 leads from layer i to layer i + 2, as in the deck; skip = 0 is a plain chain.
    Shapes at the head of this module. Raises ValueError where they do not fit. Source: Srihari 4.32.

    >>> print(forward([[0]], [[[1]], [[1]]], [[0], [0]], skip=1).h.round(3).ravel())
    [0.    0.5   1.122]
    """
    return _forward(*_checked(X, W, c), count("skip", skip))


def backward(X: object, W: object, c: object, G: object, skip: int = 0) -> Gradient:
    """Return the gradient of J in every layer, weight and bias, when that in the last layer is G.

    dh[L] = G; for i = L-1 down to 0, da = dh[i+1] sigma'(a[i]),  dW[i] = h[i]^T da,  dc[i] = sum of the rows of da,
    and da W[i]^T goes to dh[i], dh[i+1] itself to dh[i+1-skip]. Where a layer of the chain multiplies the gradient by
    f', at most 1/4 of the weight, skip = 1 multiplies it by 1 + f', which is not small where f' is.
    Shapes and errors as for `forward`. Source: DL section 6.4.2, Srihari 4.32.

    >>> plain, skips = (backward([[0]], [[[1]]] * 20, [[0]] * 20, [[1]], skip).dh[0, 0, 0] for skip in (0, 1))
    >>> print(f"{plain:.1e} {skips:.2f}")
    1.3e-13 2.24
    """
    X, W, c = _checked(X, W, c)
    G, skip = array("G", G, X.shape), count("skip", skip)
    a, h = _forward(X, W, c, skip)
    dh, da = [np.zeros_like(G) for _ in W] + [G], [None] * len(W)
    for i in reversed(range(len(W))):
        s = sigmoid(a[i])
        da[i] = dh[i + 1] * s * (1 - s)
        dh[i] = dh[i] + da[i] @ W[i].T
        if 0 < skip <= i + 1:
            dh[i + 1 - skip] = dh[i + 1 - skip] + dh[i + 1]
    return Gradient(np.stack(dh), h[:-1].swapaxes(1, 2) @ np.stack(da), np.stack(da).sum(1))


def _forward(X: np.ndarray, W: np.ndarray, c: np.ndarray, skip: int) -> Trace:
    a, h = [], [X]
    for W_i, c_i in zip(W, c):
        a.append(h[-1] @ W_i + c_i)
        s = sigmoid(a[-1])
        h.append(s + h[-skip] if 0 < skip <= len(h) else s)
    return Trace(np.stack(a), np.stack(h))


def _checked(X: object, W: object, c: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    X = array("X", X, ("m", "n"))
    n = X.shape[1]
    W = array("W", W, ("L", n, n))
    return X, W, array("c", c, (len(W), n))

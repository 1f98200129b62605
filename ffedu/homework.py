"""Zelener's homework: the layer h = relu(W x + b), a = softmax(h), J = -sum_i y_i log a_i, and its gradients by hand.

    X   (m, d)  examples in rows        W   (d, k)  weights          b   (k,)    biases
    z   (m, k)  X W + b                 h   (m, k)  max{0, z}        a   (m, k)  softmax of each row of h
    Y   (m, k)  one-hot targets         J           mean over the rows of -sum_i Y_i log a_i, in nats

The deck writes W x + b for one example; here examples stand in rows, so its dJ/dW_i = (a_i - y_i) 1[h_i > 0] x
is column i of dW. Source: Zelener, the chain-rule and homework slides.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, kind, scalar
from .stable import log_softmax, softmax


class Layer(NamedTuple):
    """Both passes through the layer: z, h, a (m, k), the cost J, and dh, dz (m, k), dW (d, k), db (k,)."""
    z: np.ndarray
    h: np.ndarray
    a: np.ndarray
    J: float
    dh: np.ndarray
    dz: np.ndarray
    dW: np.ndarray
    db: np.ndarray


def softmax_jacobian(h: object) -> np.ndarray:
    """Return da/dh (k, k) of a = softmax(h) for one h (k,): a_i (1 - a_i) on the diagonal, -a_i a_j off it.

    Source: Zelener, softmax derivatives slide.

    >>> print(softmax_jacobian([0, 0]))
    [[ 0.25 -0.25]
     [-0.25  0.25]]
    """
    a = softmax(array("h", h, ("k",)))
    return np.diag(a) - np.outer(a, a)


def layer(X: object, Y: object, W: object, b: object, rectified: bool = True) -> Layer:
    """Return both passes through the layer, every factor of the chain rule kept.

    dJ/dh = (a - Y) / m,  dz = dh 1[z > 0],  dW = X^T dz,  db = sum of the rows of dz. At z = 0 the slope is 0.
    `rectified=False` leaves the relu out, so that the logits reach the softmax as they are.
    Shapes as at the head of this module. Raises ValueError where they do not fit.

    >>> out = layer([[1, 2]], [[0, 1]], [[1, 0], [0, 1]], [0, 0])
    >>> print(out.dh.round(3), out.dW.round(3), sep="\\n")
    [[ 0.269 -0.269]]
    [[ 0.269 -0.269]
     [ 0.538 -0.538]]
    """
    X = array("X", X, ("m", "d"))
    W = array("W", W, (X.shape[1], "k"))
    Y = array("Y", Y, (len(X), W.shape[1]))
    return _layer(X, Y, W, array("b", b, W.shape[1:]), kind("rectified", rectified, bool))


def _layer(X: np.ndarray, Y: np.ndarray, W: np.ndarray, b: np.ndarray, rectified: bool) -> Layer:
    """As `layer`, with any leading axes on W and b: one place for each start."""
    z = X @ W + b[..., None, :]
    h = np.maximum(z, 0) if rectified else z
    a = softmax(h)
    J = -(Y * log_softmax(h)).sum(-1).mean(-1)
    dh = (a - Y) / len(X)
    dz = dh * (z > 0) if rectified else dh
    return Layer(z, h, a, J, dh, dz, X.T @ dz, dz.sum(-2))


class Blobs(NamedTuple):
    """Points X (m, 2) in three clouds, and which cloud each came from, one-hot in Y (m, 3)."""
    X: np.ndarray
    Y: np.ndarray


def blobs(rng: np.random.Generator, per_class: int = 30) -> Blobs:
    """Return three round Gaussian clouds of standard deviation 0.5, centred on a circle of radius 2.

    >>> print(blobs(np.random.default_rng(0)).X.shape)
    (90, 2)
    """
    kind("rng", rng, np.random.Generator)
    n = count("per_class", per_class, least=1)
    angle = 2 * np.pi * np.repeat(np.arange(3), n) / 3
    X = 2 * np.column_stack([np.cos(angle), np.sin(angle)]) + 0.5 * rng.standard_normal((3 * n, 2))
    return Blobs(X, np.repeat(np.eye(3), n, axis=0))


def final_losses(data: Blobs, rng: np.random.Generator, rectified: bool, starts: int = 30,
                 epsilon: float = 0.5, steps: int = 3000) -> np.ndarray:
    """Return the loss J (starts,) after gradient descent from `starts` random starts, W ~ N(0, 1), b ~ N(-1, 1).

    A logit that is rectified to 0 on every example gets no gradient, so its start decides. Source: erratum Z-03.

    >>> data = blobs(np.random.default_rng(0))
    >>> print(final_losses(data, np.random.default_rng(1), rectified=False, starts=4, steps=10).shape)
    (4,)
    """
    kind("rng", rng, np.random.Generator)
    kind("rectified", rectified, bool)
    X, Y = array("X", kind("data", data, Blobs).X, ("m", 2)), array("Y", data.Y, (len(data.X), 3))
    starts, epsilon = count("starts", starts, least=1), scalar("epsilon", epsilon, above=0)
    W, b = rng.standard_normal((starts, 2, 3)), rng.standard_normal((starts, 3)) - 1
    for _ in range(count("steps", steps)):
        now = _layer(X, Y, W, b, rectified)
        W, b = W - epsilon * now.dW, b - epsilon * now.db
    return _layer(X, Y, W, b, rectified).J

"""A fully connected network of any depth: forward, cost and backward written out by hand, without a graph.

    X    (m, n_0)        examples in rows            theta   [Layer(W, b), ...], one layer for each affine map
    W    (n_in, n_out)   weights of a layer          b       (n_out,)  its biases
    a    (m, n_out)      pre-activations h W + b     h       (m, n_out)  g(a), after the last layer none: z = a
    z    (m, k)          what the output unit sees   y       targets, as the output unit takes them
    L    (m,)            loss of each example        J       mean of L, plus weight decay
    G    the gradient of J in the array at hand      lambda_ the strength of the weight decay

The book's W^(l) x + b for one example is h W + b here. The same operations in the same order as in a graph of
`ffedu.operations` give the same bits. Source: DL Algorithms 6.3 and 6.4, Srihari 5.36-5.38.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from . import hidden_units, output_units
from ._check import count, kind, real, scalar, short


class Layer(NamedTuple):
    """The weights W (n_in, n_out) and the biases b (n_out,) of one affine map, or the gradients of J in them."""
    W: np.ndarray
    b: np.ndarray


class Trace(NamedTuple):
    """What a forward pass computes: h[0] = X, a[l] = h[l] W + b of layer l, h[l + 1] = g(a[l]); z is the last a."""
    a: list[np.ndarray]
    h: list[np.ndarray]
    z: np.ndarray


class Gradient(NamedTuple):
    """The cost J, and its gradient in theta, layer by layer."""
    J: float
    theta: list[Layer]


def random_start(rng: np.random.Generator, widths: Sequence[int]) -> list[Layer]:
    """Return a network of these widths, n_0 to k, with W ~ N(0, 2 / n_in), He's choice for relu, and b = 0.

    >>> [layer.W.shape for layer in random_start(np.random.default_rng(0), [2, 3, 1])]
    [(2, 3), (3, 1)]
    """
    kind("rng", rng, np.random.Generator)
    widths = [count("widths", n, least=1) for n in kind("widths", widths, Sequence)]
    if len(widths) < 2:
        raise ValueError(f"widths needs inputs and outputs at least, got {short(widths)}")
    return [Layer(rng.normal(0, (2 / n) ** 0.5, (n, k)), np.zeros(k)) for n, k in zip(widths, widths[1:])]


def forward(theta: Sequence[Layer], X: object, hidden: str | hidden_units.Unit = "relu") -> Trace:
    """Return the forward pass: h = X; for each layer a = h W + b, h = g(a); the last a is z.

    `hidden` names one of `hidden_units.UNITS` or is a Unit; that of maxout turns k pieces into one h.
    Raises ValueError where columns of h and rows of W differ. Source: DL Algorithm 6.3.

    >>> print(forward([Layer([[1, 1], [1, 1]], [0, -1]), Layer([[1], [-2]], [0])], [[0, 1], [1, 1]]).z.T)
    [[1. 0.]]
    """
    return _forward(_layers(theta), _rows("X", X), _unit(hidden))


def cost(theta: Sequence[Layer], X: object, y: object, hidden: str | hidden_units.Unit = "relu",
         output: str = "softmax", lambda_: float = 0.0, half: bool = False) -> float:
    """Return J = mean of L over the examples + the weight decay, lambda sum W^2, or lambda/2 sum W^2 if `half`.

    L is the negative log-likelihood, in nats, of the output unit of that name in `output_units.UNITS`. Biases do not
    decay. Source: DL Algorithm 6.3; the decay Srihari 5.6 (whole), Zelener's L2 slide (half).

    >>> print(f"{cost([Layer([[1, 0], [0, 1]], [0, 0])], [[1, 2]], [1], lambda_=0.5):.4f}")
    1.3133
    """
    theta = _layers(theta)
    z = _forward(theta, _rows("X", X), _unit(hidden)).z
    return _cost(theta, z, y, _output(output), _decay(lambda_, half))


def gradient(theta: Sequence[Layer], X: object, y: object, hidden: str | hidden_units.Unit = "relu",
             output: str = "softmax", lambda_: float = 0.0, half: bool = False) -> Gradient:
    """Return J and its gradient in every weight and bias: one pass forward, one back.

    G = dL/dz / m; for each layer from the last: db = sum of the rows of G, dW = h^T G + the decay's 2 lambda W
    (lambda W if `half`), then G <- (G W^T) g'(a). Arguments as for `cost`. Source: DL Algorithm 6.4, Srihari 5.38.

    >>> J, grads = gradient([Layer([[1, 0], [0, 1]], [0, 0])], [[1, 2]], [1])
    >>> print(f"{J:.4f}", *grads[0].W.round(3))
    0.3133 [ 0.269 -0.269] [ 0.538 -0.538]
    """
    theta, unit, out, decay = _layers(theta), _unit(hidden), _output(output), _decay(lambda_, half)
    trace = _forward(theta, _rows("X", X), unit)
    J = _cost(theta, trace.z, y, out, decay)
    return Gradient(J, _backward(theta, trace, out.dnll(trace.z, y) / len(trace.z), unit, decay))


def _forward(theta: list[Layer], X: np.ndarray, unit: hidden_units.Unit) -> Trace:
    a, h = [], [X]
    for W, b in theta:
        if h[-1].shape[1] != len(W):
            raise ValueError(f"h W + b needs columns of h = rows of W, got h {h[-1].shape}, W {W.shape}")
        a.append(h[-1].dot(W))
        a[-1] += b                               # in place: the product is nobody else's
        h.append(unit.g(a[-1]) if len(a) < len(theta) else a[-1])
    return Trace(a, h[:-1], a[-1])


def _backward(theta: list[Layer], trace: Trace, G: np.ndarray, unit: hidden_units.Unit, decay: float) -> list[Layer]:
    grads = []
    for l in range(len(theta) - 1, -1, -1):
        if l < len(theta) - 1:
            G = _through(G.dot(theta[l + 1].W.T), unit.dg(trace.a[l]))
        dW = trace.h[l].T.dot(G)
        grads.append(Layer(dW + 2.0 * decay * theta[l].W if decay else dW, np.add.reduce(G, 0)))
    return grads[::-1]


def _through(G: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """G times g'(a); a maxout unit has k pieces, to each of which its G goes."""
    return np.repeat(G, slope.shape[1] // G.shape[1], axis=1) * slope if G.shape != slope.shape else G * slope


def _cost(theta: list[Layer], z: np.ndarray, y: object, out: output_units.OutputUnit, decay: float) -> float:
    J = out.nll(z, y).mean()
    return float(J + decay * sum((W * W).sum() for W, _ in theta)) if decay else float(J)


def _layers(theta: Sequence[Layer]) -> list[Layer]:
    layers = []
    for pair in kind("theta", theta, Sequence):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"theta needs a (W, b) for each layer, got {short(pair)}")
        W, b = _rows("W", pair[0]), real("b", pair[1])
        if b.shape != W.shape[1:]:
            raise ValueError(f"b needs one bias for each column of W, got W {W.shape}, b {b.shape}")
        layers.append(Layer(W, b))
    if not layers:
        raise ValueError("theta needs at least one layer, got none")
    return layers


def _rows(name: str, value: object) -> np.ndarray:
    """A matrix with at least one row and column; not looked through for NaN, which would cost as much as a layer."""
    result = real(name, value)
    if result.ndim != 2 or not result.size:
        raise ValueError(f"{name} needs rows and columns, got shape {result.shape}")
    return result


def _unit(hidden: str | hidden_units.Unit) -> hidden_units.Unit:
    if isinstance(hidden, hidden_units.Unit):
        return hidden
    if not isinstance(hidden, str) or hidden not in hidden_units.UNITS:
        raise ValueError(f"hidden needs one of {', '.join(hidden_units.UNITS)}, or a Unit, got {short(hidden)}")
    return hidden_units.UNITS[hidden]


def _output(output: str) -> output_units.OutputUnit:
    if not isinstance(output, str) or output not in output_units.UNITS:
        raise ValueError(f"output needs one of {', '.join(output_units.UNITS)}, got {short(output)}")
    return output_units.UNITS[output]


def _decay(lambda_: float, half: bool) -> float:
    """The factor of sum W^2 in J."""
    strength = scalar("lambda_", lambda_)
    if strength < 0:
        raise ValueError(f"lambda_ needs a number of at least 0, got {strength}")
    return strength / 2 if kind("half", half, bool) else strength

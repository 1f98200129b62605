"""A fully connected network 784-256-128-10 on a batch of 128: softmax cross-entropy, forward and backward.

    X (128, 784)   y (128,) classes   Y (128, 10) one-hot   theta = W1, b1, W2, b2, W3, b3   h1 h2 hidden (relu)

Each step returns J and the gradients in W1, W2, W3, b1, b2, b3. Nearly all of the work is eight matrix products,
three forward and five backward (X needs no gradient); they alone are the limit of any program in numpy.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ffedu import mlp
from ffedu.graph import Node, grad
from ffedu.logits import cross_entropy
from ffedu.operations import affine, relu

from .contest import Task
from .timing import Step

WIDTHS, M = (784, 256, 128, 10), 128
FORWARD, BACKWARD = "ffedu graph, forward", "ffedu graph, backward"


class Data(NamedTuple):
    """The batch, the weights and biases, all of one precision."""
    X: np.ndarray
    y: np.ndarray
    Y: np.ndarray
    W: tuple[np.ndarray, ...]
    b: tuple[np.ndarray, ...]


def data_of(dtype: type, widths: tuple[int, ...] = WIDTHS, m: int = M) -> Data:
    """Return a batch of noise with classes drawn at random, and He's start, the same for every contender."""
    rng = np.random.default_rng(0)
    y = rng.integers(widths[-1], size=m)
    layers = mlp.random_start(rng, widths)
    b = [0.1 * rng.standard_normal(n) for n in widths[1:]]
    X, Y = rng.standard_normal((m, widths[0])), np.eye(widths[-1])[y]
    return Data(X.astype(dtype), y, Y.astype(dtype), tuple(layer.W.astype(dtype) for layer in layers),
                tuple(value.astype(dtype) for value in b))


def numpy_by_hand(data: Data) -> Step:
    """As one writes it."""
    X, _, Y, (W1, W2, W3), (b1, b2, b3) = data
    m = len(X)

    def step() -> tuple:
        a1 = X @ W1 + b1
        h1 = np.maximum(a1, 0)
        a2 = h1 @ W2 + b2
        h2 = np.maximum(a2, 0)
        z = h2 @ W3 + b3
        d = z - z.max(1, keepdims=True)
        log_p = d - np.log(np.exp(d).sum(1, keepdims=True))
        J = -(Y * log_p).sum() / m
        G3 = (np.exp(log_p) - Y) / m
        G2 = G3 @ W3.T * (a2 > 0)
        G1 = G2 @ W2.T * (a1 > 0)
        return J, X.T @ G1, h1.T @ G2, h2.T @ G3, G1.sum(0), G2.sum(0), G3.sum(0)
    return step


def products_alone(data: Data) -> Step:
    """The eight matrix products, of arrays that are there: no bias, no relu, no softmax, no J."""
    X, _, Y, (W1, W2, W3), (b1, b2, b3) = data
    h1 = np.maximum(X @ W1 + b1, 0)
    h2 = np.maximum(h1 @ W2 + b2, 0)
    z = h2 @ W3 + b3
    p = np.exp(z - z.max(1, keepdims=True))
    G3 = (p / p.sum(1, keepdims=True) - Y) / len(X)
    G2 = G3 @ W3.T * (h2 > 0)
    G1 = G2 @ W2.T * (h1 > 0)

    def step() -> tuple:
        X @ W1, h1 @ W2, h2 @ W3, G3 @ W3.T, G2 @ W2.T
        return X.T @ G1, h1.T @ G2, h2.T @ G3
    return step


def _graph(data: Data) -> tuple[Node, list[Node]]:
    W1, W2, W3 = W = [Node(value) for value in data.W]
    b1, b2, b3 = b = [Node(value) for value in data.b]
    h1 = relu(affine(data.X, W1, b1))
    h2 = relu(affine(h1, W2, b2))
    return cross_entropy(affine(h2, W3, b3), data.Y), W + b


def ffedu_graph(data: Data) -> Step:
    """A graph made, and run back, at each step."""
    def step() -> tuple:
        J, theta = _graph(data)
        return J.value, *grad(J, theta)
    return step


def ffedu_forward(data: Data) -> Step:
    """The graph, forward only."""
    return lambda: (_graph(data)[0].value,)


def ffedu_backward(data: Data) -> Step:
    """Back through a graph that is there."""
    J, theta = _graph(data)
    return lambda: tuple(grad(J, theta))


def ffedu_mlp(data: Data) -> Step:
    """Algorithms 6.3 and 6.4, without a graph."""
    theta = [mlp.Layer(W, b) for W, b in zip(data.W, data.b)]

    def step() -> tuple:
        J, grads = mlp.gradient(theta, data.X, data.y)
        return J, *[layer.W for layer in grads], *[layer.b for layer in grads]
    return step


def autograd(data: Data) -> Step:
    """autograd, which traces numpy."""
    import autograd.numpy as anp
    from autograd import value_and_grad

    def cost(W1, W2, W3, b1, b2, b3):
        h1 = anp.maximum(anp.dot(data.X, W1) + b1, 0)
        h2 = anp.maximum(anp.dot(h1, W2) + b2, 0)
        z = anp.dot(h2, W3) + b3
        d = z - anp.max(z, 1, keepdims=True)
        log_p = d - anp.log(anp.sum(anp.exp(d), 1, keepdims=True))
        return -anp.sum(data.Y * log_p) / len(data.X)
    both = value_and_grad(cost, tuple(range(6)))

    def step() -> tuple:
        J, grads = both(*data.W, *data.b)
        return J, *grads
    return step


def scikit_learn(data: Data) -> Step:
    """MLPClassifier.partial_fit, which also updates: the first update, over the learning rate, is the gradient."""
    from sklearn.neural_network import MLPClassifier
    rate = 0.1
    model = MLPClassifier(hidden_layer_sizes=[len(b) for b in data.b[:-1]], solver="sgd", alpha=0, momentum=0,
                          nesterovs_momentum=False, batch_size=len(data.X), learning_rate_init=rate, shuffle=False,
                          random_state=0)
    model.partial_fit(data.X, data.y, classes=np.arange(data.Y.shape[1]))
    start = data.W + data.b
    for inside, value in zip(model.coefs_ + model.intercepts_, start):
        inside[...] = value

    def gradients() -> tuple:
        return model.loss_, *[(old - new) / rate for old, new in zip(start, model.coefs_ + model.intercepts_)]

    def step() -> Callable[[], tuple]:
        model.partial_fit(data.X, data.y)
        return gradients
    return step


def torch_eager(data: Data) -> Step:
    """torch, operation by operation."""
    import torch
    X, y = torch.tensor(data.X), torch.tensor(data.y)
    theta = [torch.tensor(value, requires_grad=True) for value in data.W + data.b]

    def step() -> tuple:
        W1, W2, W3, b1, b2, b3 = theta
        h2 = torch.relu(torch.relu(X @ W1 + b1) @ W2 + b2)
        J = torch.nn.functional.cross_entropy(h2 @ W3 + b3, y)
        return J.detach(), *torch.autograd.grad(J, theta)
    return step


def task(dtype: type = np.float64, widths: tuple[int, ...] = WIDTHS, m: int = M) -> Task:
    """Return the task in one precision; results agree to its rounding."""
    name = f"MLP {'-'.join(map(str, widths))}, batch {m}, {np.dtype(dtype).name}"
    return Task(name, data_of(dtype, widths, m), {
        "numpy by hand": numpy_by_hand, "8 matrix products alone": products_alone, "ffedu graph": ffedu_graph,
        FORWARD: ffedu_forward, BACKWARD: ffedu_backward, "ffedu.mlp": ffedu_mlp, "autograd": autograd,
        "scikit-learn": scikit_learn, "torch": torch_eager},
        1e-11 if dtype is np.float64 else 2e-5,
        {"8 matrix products alone": slice(1, 4), FORWARD: slice(1), BACKWARD: slice(1, None)})

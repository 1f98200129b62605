"""One step of gradient descent on XOR with a 2-2-1 ReLU network: forward, loss, backward, update, all four points.

    X (4, 2)   y (4,)   W (2, 2)   c (2,)   w (2,)   b   epsilon      as in `ffedu.xor`

Each step starts from the same theta and returns J and the new W, c, w, b, in which every gradient shows.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ffedu import xor
from ffedu.graph import Node, grad
from ffedu.operations import affine, mean, relu, sqr

from .contest import Task
from .timing import Step


class Data(NamedTuple):
    """The four points, where the step starts, and the learning rate."""
    X: np.ndarray
    y: np.ndarray
    theta: tuple[np.ndarray, np.ndarray, np.ndarray, float]
    epsilon: float


def numpy_by_hand(data: Data) -> Step:
    """As one writes it."""
    X, y, (W, c, w, b), epsilon = data

    def step() -> tuple:
        a = X @ W + c
        h = np.maximum(a, 0)
        r = h @ w + b - y
        J = (r**2).mean()
        r = r * (2 / len(y))
        G = np.outer(r, w) * (a > 0)
        return J, W - epsilon * (X.T @ G), c - epsilon * G.sum(0), w - epsilon * (h.T @ r), b - epsilon * r.sum()
    return step


def numpy_tuned(data: Data) -> Step:
    """The same, with the cheapest call of numpy in each place: what small arrays allow without buffers."""
    X, y, (W, c, w, b), epsilon = data
    XT, half, total = X.T, 2 / len(y), np.add.reduce

    def step() -> tuple:
        a = X.dot(W)
        a += c
        h = np.maximum(a, 0.0)
        r = h.dot(w)
        r += b
        r -= y
        J = r.dot(r) / 4
        r *= half
        G = r[:, None] * w
        G *= a > 0.0
        return J, W - epsilon * XT.dot(G), c - epsilon * total(G), w - epsilon * r.dot(h), b - epsilon * total(r)
    return step


def ffedu_primitive(data: Data) -> Step:
    """A node for each operation."""
    X, y = Node(data.X), Node(data.y)

    def step() -> tuple:
        W, c, w, b = theta = [Node(value) for value in data.theta]
        J = mean(sqr(relu(X @ W + c) @ w + b - y))
        return J.value, *(p.value - data.epsilon * g for p, g in zip(theta, grad(J, theta)))
    return step


def ffedu_affine(data: Data) -> Step:
    """A node for each layer's X W + c."""
    X, y = Node(data.X), Node(data.y)

    def step() -> tuple:
        W, c, w, b = theta = [Node(value) for value in data.theta]
        J = mean(sqr(affine(relu(affine(X, W, c)), w, b) - y))
        return J.value, *(p.value - data.epsilon * g for p, g in zip(theta, grad(J, theta)))
    return step


def autograd(data: Data) -> Step:
    """autograd, which traces numpy."""
    import autograd.numpy as anp
    from autograd import value_and_grad
    X, y, theta, epsilon = data

    def cost(W, c, w, b):
        return anp.mean((anp.dot(anp.maximum(anp.dot(X, W) + c, 0.0), w) + b - y) ** 2)
    both = value_and_grad(cost, (0, 1, 2, 3))

    def step() -> tuple:
        J, grads = both(*theta)
        return J, *(p - epsilon * g for p, g in zip(theta, grads))
    return step


def scikit_learn(data: Data) -> Step:
    """MLPRegressor.partial_fit. Its loss is half of J, so its learning rate is twice epsilon."""
    from sklearn.neural_network import MLPRegressor
    X, y, (W, c, w, b), epsilon = data
    model = MLPRegressor(hidden_layer_sizes=(2,), solver="sgd", alpha=0, momentum=0, nesterovs_momentum=False,
                         batch_size=len(X), learning_rate_init=2 * epsilon, shuffle=False, random_state=0)
    model.partial_fit(X, y)
    for inside, value in zip(model.coefs_ + model.intercepts_, (W, w[:, None], c, [b])):
        inside[...] = value

    def step() -> tuple:
        model.partial_fit(X, y)
        (W, w), (c, b) = model.coefs_, model.intercepts_
        return 2 * model.loss_, W, c, w[:, 0], b[0]
    return step


def micrograd(data: Data) -> Step:
    """micrograd: a node for each number."""
    from micrograd.engine import Value
    X, y, epsilon = data.X.tolist(), data.y.tolist(), data.epsilon
    start = [np.asarray(value).tolist() for value in data.theta]

    def step() -> tuple:
        W = [[Value(v) for v in row] for row in start[0]]
        c, w, b = [Value(v) for v in start[1]], [Value(v) for v in start[2]], Value(start[3])
        f = [sum(((p * W[0][j] + q * W[1][j] + c[j]).relu() * w[j] for j in (0, 1)), b) for p, q in X]
        J = sum((fi - yi) ** 2 for fi, yi in zip(f, y)) / len(y)
        J.backward()

        def new(p):
            return p.data - epsilon * p.grad
        return J.data, [[new(p) for p in row] for row in W], [new(p) for p in c], [new(p) for p in w], new(b)
    return step


def torch_eager(data: Data) -> Step:
    """torch, operation by operation."""
    import torch
    X, y, epsilon = torch.tensor(data.X), torch.tensor(data.y), data.epsilon
    theta = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in data.theta]

    def step() -> tuple:
        W, c, w, b = theta
        J = ((torch.relu(X @ W + c) @ w + b - y) ** 2).mean()
        grads = torch.autograd.grad(J, theta)
        with torch.no_grad():
            return J.detach(), *[p - epsilon * g for p, g in zip(theta, grads)]
    return step


def task() -> Task:
    """Return the task, from one start drawn once and for all."""
    start = xor.random_start(np.random.default_rng(0))
    data = Data(xor.X, xor.y, (start.W, start.c, start.w, float(start.b)), 0.1)
    return Task("XOR step", data, {
        "numpy by hand": numpy_by_hand, "numpy by hand, tuned": numpy_tuned,
        "ffedu, primitive operations": ffedu_primitive, "ffedu, affine": ffedu_affine, "autograd": autograd,
        "scikit-learn": scikit_learn, "micrograd": micrograd, "torch": torch_eager})

"""One step of the w1..w8 example, number by number: forward, E, eight gradients, update; the biases stay.

    w   the eight weights       x1 x2 b1 b2 t1 t2   inputs, biases and targets, constants       eta   learning rate

Names as in `ffedu.worked_example`. Each step returns E and the eight new weights.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ffedu import worked_example
from ffedu.graph import Node, grad
from ffedu.operations import sigmoid, sqr

from .contest import Task
from .timing import Step


class Data(NamedTuple):
    """The weights, the constants x1, x2, b1, b2, t1, t2, and the learning rate."""
    w: tuple[float, ...]
    constants: tuple[float, ...]
    eta: float


def floats_by_hand(data: Data) -> Step:
    """Python's floats and the rules of differentiation."""
    (w1, w2, w3, w4, w5, w6, w7, w8), (x1, x2, b1, b2, t1, t2), eta = data
    exp = math.exp

    def step() -> tuple:
        h1, h2 = 1 / (1 + exp(-(w1 * x1 + w2 * x2 + b1))), 1 / (1 + exp(-(w3 * x1 + w4 * x2 + b1)))
        o1, o2 = 1 / (1 + exp(-(w5 * h1 + w6 * h2 + b2))), 1 / (1 + exp(-(w7 * h1 + w8 * h2 + b2)))
        r1, r2 = o1 - t1, o2 - t2
        E = (r1 * r1 + r2 * r2) / 2
        g1, g2 = r1 * o1 * (1 - o1), r2 * o2 * (1 - o2)
        k1, k2 = (g1 * w5 + g2 * w7) * h1 * (1 - h1), (g1 * w6 + g2 * w8) * h2 * (1 - h2)
        return (E, w1 - eta * k1 * x1, w2 - eta * k1 * x2, w3 - eta * k2 * x1, w4 - eta * k2 * x2,
                w5 - eta * g1 * h1, w6 - eta * g1 * h2, w7 - eta * g2 * h1, w8 - eta * g2 * h2)
    return step


def cost(w: Sequence, constants: Sequence, sigma: Callable, square: Callable) -> object:
    """Return E of the network, in the kind of number of `w`."""
    (w1, w2, w3, w4, w5, w6, w7, w8), (x1, x2, b1, b2, t1, t2) = w, constants
    h1, h2 = sigma(w1 * x1 + w2 * x2 + b1), sigma(w3 * x1 + w4 * x2 + b1)
    o1, o2 = sigma(w5 * h1 + w6 * h2 + b2), sigma(w7 * h1 + w8 * h2 + b2)
    return (square(o1 - t1) + square(o2 - t2)) / 2


def ffedu_scalars(data: Data) -> Step:
    """A node for each number; the constants are nodes made once."""
    constants = [Node(value) for value in data.constants]

    def step() -> tuple:
        w = [Node(value) for value in data.w]
        E = cost(w, constants, sigmoid, sqr)
        return E.value, *[p.value - data.eta * g for p, g in zip(w, grad(E, w))]
    return step


def autograd(data: Data) -> Step:
    """autograd, on eight floats."""
    import autograd.numpy as anp
    from autograd import value_and_grad
    both = value_and_grad(lambda *w: cost(w, data.constants, lambda z: 1 / (1 + anp.exp(-z)), lambda r: r * r),
                          tuple(range(8)))

    def step() -> tuple:
        E, grads = both(*data.w)
        return E, *[p - data.eta * g for p, g in zip(data.w, grads)]
    return step


def micrograd(data: Data) -> Step:
    """micrograd, with a sigmoid of our own: it has no exponential."""
    from micrograd.engine import Value

    def sigma(z: Value) -> Value:
        u = Value(1 / (1 + math.exp(-z.data)), (z,), "sigma")

        def backward() -> None:
            z.grad += u.grad * u.data * (1 - u.data)
        u._backward = backward
        return u

    def step() -> tuple:
        w = [Value(value) for value in data.w]
        E = cost(w, data.constants, sigma, lambda r: r**2)
        E.backward()
        return E.data, *[p.data - data.eta * p.grad for p in w]
    return step


def torch_scalars(data: Data) -> Step:
    """torch, on eight tensors of one number."""
    import torch
    w = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in data.w]

    def step() -> tuple:
        E = cost(w, data.constants, torch.sigmoid, torch.square)
        grads = torch.autograd.grad(E, w)
        with torch.no_grad():
            return E.detach(), *[p - data.eta * g for p, g in zip(w, grads)]
    return step


def task() -> Task:
    """Return the task, with the numbers of the decks."""
    w, e = worked_example.Weights(), worked_example.Example()
    weights = (w.w1, w.w2, w.w3, w.w4, w.w5, w.w6, w.w7, w.w8)
    data = Data(weights, (e.x1, e.x2, w.b1, w.b2, e.target_o1, e.target_o2), 0.5)
    return Task("w1..w8 step", data, {
        "Python floats by hand": floats_by_hand, "ffedu, scalar nodes": ffedu_scalars, "autograd": autograd,
        "micrograd": micrograd, "torch": torch_scalars})

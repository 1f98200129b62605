"""A chain of n scalar nodes, x_t = w x_{t-1} from t = 1 to n: forward, and back to x_0.

    x   x_0 = 1/2      w = 1 - 1/n, a constant      J = x_n = w^n x_0, about x_0 / e      dJ/dx_0 = w^n

Each step returns J and dJ/dx_0. The work of a node is one multiplication either way: what is measured is the
bookkeeping. Bytes are those that Python allocates, at the highest point of forward and backward together.
"""
from __future__ import annotations

import tracemalloc

from ffedu.graph import Node, grad
from ffedu.operations import multiply  # noqa: F401  (gives nodes their operators)

from .contest import Task
from .timing import Step

LENGTHS = (10**3, 10**4, 10**5, 10**6)
LONGEST_OF_OTHERS = 10**4                        # ten times that would take them a minute a repetition


def floats_by_hand(n: int) -> Step:
    """Python's floats, every x_t kept, as a backward pass would need them."""
    w = 1 - 1 / n

    def step() -> tuple:
        x = [0.5]
        for t in range(n):
            x.append(x[t] * w)
        G = 1.0
        for t in range(n):
            G = G * w
        return x[n], G
    return step


def ffedu_nodes(n: int) -> Step:
    """A node for each x_t."""
    def step() -> tuple:
        x, w = Node(0.5), Node(1 - 1 / n)
        J = x
        for _ in range(n):
            J = J * w
        return J.value, *grad(J, [x])
    return step


def autograd(n: int) -> Step:
    """autograd, on floats."""
    from autograd import value_and_grad
    w = 1 - 1 / n

    def chain(x):
        for _ in range(n):
            x = x * w
        return x
    both = value_and_grad(chain)
    return lambda: both(0.5)


def micrograd(n: int) -> Step:
    """micrograd, which sorts its nodes by recursion."""
    from micrograd.engine import Value

    def step() -> tuple:
        x, w = Value(0.5), Value(1 - 1 / n)
        J = x
        for _ in range(n):
            J = J * w
        J.backward()
        return J.data, x.grad
    return step


def torch_eager(n: int) -> Step:
    """torch, on tensors of one number."""
    import torch

    def step() -> tuple:
        x = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
        J = x
        for _ in range(n):
            J = J * (1 - 1 / n)
        return J.detach(), *torch.autograd.grad(J, [x])
    return step


def task(n: int) -> Task:
    """Return the task for a chain of n nodes."""
    contenders = {"Python floats by hand": floats_by_hand, "ffedu": ffedu_nodes}
    if n <= LONGEST_OF_OTHERS:
        contenders |= {"autograd": autograd, "micrograd": micrograd, "torch": torch_eager}
    return Task(f"chain of {n}", n, contenders, tolerance=1e-9)


def bytes_a_node(n: int) -> float:
    """Return the bytes that the library's chain takes at its peak, forward and backward, over n."""
    step = ffedu_nodes(n)
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / n

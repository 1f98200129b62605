"""The chain rule on graphs of single numbers: back-propagation, what it saves, and what it costs in memory.

    u       (n,)    values of the nodes, inputs first; u[-1] is the output
    x       (n_i,)  values of the inputs, u[0] to u[n_i - 1]
    A(i)            values of the parents of node i, all before i; a node used twice is there twice
    f_i             the function of node i: u[i] = f_i(*A(i))       grad_table   (n,)  du[-1] / du[j] for each j

The books count u(1) to u(n); here it is u[0] to u[n-1]. Numbers are Python floats. An edge is one place in one A(i), so
u * u has two edges. Two lessons are kept apart: the sum over paths is exponential in branching graphs (`naive`), while
values that are recomputed make a plain chain quadratic (`recomputed`).
Source: DL section 6.5.2-6.5.3, Algorithms 6.1 and 6.2, Srihari 5.24-5.33, Payberah p. 45-46, Zelener's backprop slide.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ._check import array, count, function, kind, real, scalar, short
from .gradcheck import SQRT_EPS

DEEPEST = 200                                    # calls within calls that `naive` may make: Python allows about 1000


class Graph(NamedTuple):
    """A graph of n_i inputs, then for each node after them its parents, its function and a partial for each parent."""
    n_i: int
    parents: tuple[tuple[int, ...], ...]
    functions: tuple[Callable[..., float], ...]
    partials: tuple[tuple[Callable[..., float], ...], ...]


def chain(functions: Sequence[Callable[[float], float]], derivatives: Sequence[Callable[[float], float]]) -> Graph:
    """Return the graph of f_n(... f_2(f_1(x))), the functions in the order in which they are applied.

    Raises ValueError where there are not as many derivatives as functions. Source: DL fig. 6.9, Zelener, who writes
    f_1 first although it is applied last.

    >>> graph = chain([lambda x: x**3 + 7, lambda y: 5 * y**4], [lambda x: 3 * x**2, lambda y: 20 * y**3])
    >>> print(forward(graph, [1]), backprop(graph, forward(graph, [1])).grad_table)
    [1.0, 8.0, 20480.0] [30720.0, 10240.0, 1.0]
    """
    kind("functions", functions, Sequence), kind("derivatives", derivatives, Sequence)
    parents = tuple((i,) for i in range(len(functions)))
    return _checked(Graph(1, parents, tuple(functions), tuple((df,) for df in derivatives)))


def doubling(n: int) -> Graph:
    """Return the graph u[k] = u[k-1] * u[k-1] for k = 1 to n: 2n edges, and 2^n paths from u[0] to u[n] = x^(2^n).

    >>> print(forward(doubling(3), [1.5]))
    [1.5, 2.25, 5.0625, 25.62890625]
    """
    n = count("n", n, least=1)
    partials = (lambda a, b: b, lambda a, b: a)
    return Graph(1, tuple((k, k) for k in range(n)), (lambda a, b: a * b,) * n, (partials,) * n)


def forward(graph: Graph, x: object) -> list[float]:
    """Return the values u of all nodes: u[i] = x_i for the inputs, then u[i] = f_i(*A(i)). The last is the output.

    Shapes: x (n_i,), u (n,). Raises ValueError for a node whose value is not one finite number.
    Source: DL Algorithm 6.1, Srihari's Algorithm 1 (5.29).

    >>> graph = Graph(2, ((0, 1),), (lambda a, b: a * b,), ((lambda a, b: b, lambda a, b: a),))
    >>> print(forward(graph, [2, 5]))
    [2.0, 5.0, 10.0]
    """
    graph = _checked(graph)
    return _forward(graph, array("x", x, (graph.n_i,)).tolist())


class Gradient(NamedTuple):
    """grad_table[j] = du[-1] / du[j] for every node, and on how many edges a partial derivative was taken."""
    grad_table: list[float]
    edges: int


def backprop(graph: Graph, u: object) -> Gradient:
    """Return the derivative of the output in every node, each computed once: one partial derivative for each edge.

    grad_table[n-1] = 1; for j = n-2 down to 0, grad_table[j] = sum over the i with u[j] in A(i) of
    grad_table[i] du[i]/du[j]. The gradient in x is grad_table[:n_i] (Srihari's Algorithm 2 returns the values u there:
    erratum S-32). Shapes: u (n,), from `forward`. Source: DL Algorithm 6.2, Srihari 5.32.

    >>> graph = Graph(2, ((0, 1),), (lambda a, b: a * b,), ((lambda a, b: b, lambda a, b: a),))
    >>> print(backprop(graph, [2, 5, 10]))
    Gradient(grad_table=[5.0, 2.0, 1.0], edges=2)
    """
    graph, u = _graph_and_values(graph, u)
    children, edges = _children(graph), 0
    grad_table = [0.0] * (len(u) - 1) + [1.0]
    for j in reversed(range(len(u) - 1)):
        for i, k in children[j]:
            grad_table[j] += grad_table[i] * _partial(graph, u, i, k)
            edges += 1
    return Gradient(grad_table, edges)


class Naive(NamedTuple):
    """The derivative of the output in one node, and how many calls the recursion made."""
    derivative: float
    calls: int


def naive(graph: Graph, u: object, j: int = 0, limit: int = 10**6) -> Naive:
    """Return the derivative of the output in u[j] by the chain rule as it stands, which forgets what it has computed.

    derivative(n-1) = 1; derivative(j) = sum over the i with u[j] in A(i) of derivative(i) du[i]/du[j]: the sum over all
    paths from j to the output of the product along the path. In `doubling(n)` it makes 2^(n+1) - 1 calls.
    Raises ValueError, before anything is computed, if it would make more than `limit` calls, or if they would lie
    more than 200 deep. Source: DL eq. 6.55, Srihari 5.25 and 5.33.

    >>> graph = doubling(10)
    >>> u = forward(graph, [1])
    >>> print(naive(graph, u), backprop(graph, u).edges)
    Naive(derivative=1024.0, calls=2047) 20
    """
    graph, u = _graph_and_values(graph, u)
    children, j, made = _children(graph), _place(graph, j), 0
    _affordable(children, j, count("limit", limit, least=1))

    def derivative(j: int) -> float:
        nonlocal made
        made += 1
        if j == len(u) - 1:
            return 1.0
        return sum([derivative(i) * _partial(graph, u, i, k) for i, k in children[j]], 0.0)
    return Naive(derivative(j), made)


class Counts(NamedTuple):
    """Edges in the graph; paths from one node to the output; the calls that `naive` makes from there."""
    edges: int
    paths: int
    calls: int


def counts(graph: Graph, j: int = 0) -> Counts:
    """Return exact whole numbers: the edges of the graph, the paths from u[j] to the output, the calls of `naive`.

    paths(n-1) = 1, paths(j) = sum of paths(i) over the edges j -> i; calls(j) = 1 + sum of calls(i). Nothing is walked
    twice, so the counts of graphs that `naive` could never finish take no time. Source: Srihari 5.33.

    >>> print(counts(doubling(50)))
    Counts(edges=100, paths=1125899906842624, calls=2251799813685247)
    """
    graph = _checked(graph)
    children, j = _children(graph), _place(graph, j)
    paths = [1] * len(children)
    for i in reversed(range(len(children) - 1)):
        paths[i] = sum(paths[child] for child, _ in children[i])
    return Counts(sum(map(len, graph.parents)), paths[j], _calls(children, math.inf)[j])


class Differences(NamedTuple):
    """The gradient of the output in x by forward differences, and how many forward passes it took."""
    gradient: list[float]
    passes: int


def differences(graph: Graph, x: object, h: float = SQRT_EPS) -> Differences:
    """Return the gradient in x by number: (u[-1] at x + h e_i - u[-1] at x) / h for each input i.

    That is n_i + 1 passes for n_i inputs, where back-propagation takes two however many there are. Error about 1e-8.
    Raises ValueError for an h <= 0, or too small to change every x_i. Source: Srihari 5.10.

    >>> add = Graph(3, ((0, 1, 2),), (lambda *a: sum(a),), ((lambda *a: 1,) * 3,))
    >>> print(differences(add, [1, 2, 3]).passes)
    4
    """
    graph, h = _checked(graph), scalar("h", h, above=0)
    x = array("x", x, (graph.n_i,)).tolist()
    if any(x_i + h == x_i for x_i in x):
        raise ValueError(f"h needs to change every element of x, got {h}, which is lost beside the largest")
    start, *moved = [_forward(graph, at)[-1] for at in [x, *([*x[:i], x[i] + h, *x[i + 1:]] for i in range(len(x)))]]
    return Differences([(end - start) / h for end in moved], 1 + len(moved))


class Cost(NamedTuple):
    """dz/dw of a chain, how often f was evaluated for it, and how many values were kept at one time."""
    derivative: float
    evaluations: int
    kept: int


def stored(f: Callable[[float], float], df: Callable[[float], float], w: float, n: int) -> Cost:
    """Return dz/dw of z = f(f(...f(w))), n times f, with every value kept: n - 1 evaluations of f, n values.

    For x = f(w), y = f(x), z = f(y) it is f'(y) f'(x) f'(w), the way of back-propagation. Where memory suffices it is
    to be preferred (Srihari 5.25 says so of low memory: erratum S-31). Source: DL eq. 6.52.

    >>> print(stored(lambda w: w * w, lambda w: 2 * w, 1.0, n=50).evaluations)
    49
    """
    f, df, w, n = function("f", f), function("df", df), scalar("w", w), count("n", n, least=1)
    values = [w]
    while len(values) < n:
        values.append(_number("f(w)", f(values[-1])))
    return Cost(math.prod(_number("df(w)", df(u)) for u in values), len(values) - 1, len(values))


def recomputed(f: Callable[[float], float], df: Callable[[float], float], w: float, n: int) -> Cost:
    """Return the same with only the value at hand kept, the others computed anew: n (n - 1) / 2 evaluations of f.

    f'(f(f(w))) f'(f(w)) f'(w) for n = 3. It is quadratic in n and not exponential, for in a chain there is one path;
    what it buys is memory: one value instead of n. Source: DL eq. 6.53, Srihari 5.25.

    >>> print(recomputed(lambda w: w * w, lambda w: 2 * w, 1.0, n=50).evaluations)
    1225
    """
    f, df, w, n = function("f", f), function("df", df), scalar("w", w), count("n", n, least=1)
    derivative, evaluations = 1.0, 0
    for inside in range(n):
        u = w
        for _ in range(inside):
            u = _number("f(w)", f(u))
            evaluations += 1
        derivative *= _number("df(w)", df(u))
    return Cost(derivative, evaluations, kept=1)


def _forward(graph: Graph, x: list[float]) -> list[float]:
    u = [*x]
    for A, f in zip(graph.parents, graph.functions):
        u.append(_number(f"u[{len(u)}]", f(*[u[j] for j in A])))
    return u


def _number(name: str, value: object) -> float:
    """What a caller's function returned, as a finite float; most are, and need no closer look."""
    return value if type(value) is float and math.isfinite(value) else scalar(name, value)


def _children(graph: Graph) -> list[list[tuple[int, int]]]:
    """For each node j the edges that leave it: (i, k) where u[j] is argument k of f_i."""
    children = [[] for _ in range(graph.n_i + len(graph.parents))]
    for i, A in enumerate(graph.parents, start=graph.n_i):
        for k, j in enumerate(A):
            children[j].append((i, k))
    return children


def _partial(graph: Graph, u: list[float], i: int, k: int) -> float:
    """du[i] / d(argument k of f_i) at the values u."""
    A = graph.parents[i - graph.n_i]
    return _number(f"du[{i}]/du[{A[k]}]", graph.partials[i - graph.n_i][k](*[u[j] for j in A]))


def _calls(children: list[list[tuple[int, int]]], cap: float) -> list[int]:
    """The calls that `naive` makes from each node, counted no further than `cap`."""
    calls = [1] * len(children)
    for j in reversed(range(len(children) - 1)):
        calls[j] = min(1 + sum(calls[i] for i, _ in children[j]), cap)
    return calls


def _affordable(children: list[list[tuple[int, int]]], j: int, limit: int) -> None:
    if _calls(children, limit + 1)[j] > limit:
        raise ValueError(f"naive needs a graph of at most {limit} calls, got one of more")
    depth = [1] * len(children)
    for at in reversed(range(len(children) - 1)):
        depth[at] += max([depth[i] for i, _ in children[at]], default=0)
    if depth[j] > DEEPEST:
        raise ValueError(f"naive needs paths of at most {DEEPEST} nodes, got one of {depth[j]}")


def _checked(graph: object) -> Graph:
    """The graph, every node of which has one function, one partial for each parent, and its parents before it."""
    n_i, *lists = kind("graph", graph, Graph)
    if len({len(kind("graph", part, tuple)) for part in lists}) != 1:
        raise ValueError("graph needs as many parents as functions and partials, got " + ", ".join(
            str(len(part)) for part in lists))
    for i, (A, f, partials) in enumerate(zip(*lists), start=count("n_i", n_i, least=1)):
        function(f"f_{i}", f)
        for j in kind(f"parents of u[{i}]", A, tuple):
            if count(f"parents of u[{i}]", j) >= i:
                raise ValueError(f"u[{i}] needs its parents before it, got u[{j}]")
        if len([function("a partial", df) for df in kind("partials", partials, tuple)]) != len(A):
            raise ValueError(f"u[{i}] needs a partial for each of its {len(A)} parents, got {short(partials)}")
    return graph


def _graph_and_values(graph: object, u: object) -> tuple[Graph, list[float]]:
    graph = _checked(graph)
    return graph, array("u", u, (graph.n_i + len(graph.parents),)).tolist()


def _place(graph: Graph, j: object) -> int:
    """j, which has to be the number of a node."""
    n = graph.n_i + len(graph.parents)
    if count("j", j) >= n:
        raise ValueError(f"j needs a node from 0 to {n - 1}, got {j}")
    return j

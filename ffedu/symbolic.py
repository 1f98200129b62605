"""What can be done with a graph besides running it: list it, evaluate it elsewhere, differentiate it twice.

    J   a node of a single number        u   any node        H   the Hessian of J        v   a direction

Source: DL sections 6.5.5 and 6.5.10, Srihari 5.39-5.44.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from . import operations
from ._check import array, kind
from .graph import Node, Value, grad, nodes


def listing(J: Node) -> str:
    """Return the graph of J as text, a node a line: its number, what it is, the inputs by number, its shape or value.

    >>> w, x = Node(3.0, name="w"), Node([1.0, 2.0], name="x")
    >>> print(listing((w * x).sum()))
    u1  w                  3
    u2  x                  (2,)
    u3  multiply(u1, u2)   (2,)
    u4  sum(u3)            9
    """
    order = {u: f"u{i}" for i, u in enumerate(nodes(J), start=1)}
    rows = [(order[u], _what(u, order), str(u.shape) if u.shape else f"{u.value:.9g}") for u in order]
    wide = [max(len(row[i]) for row in rows) + 2 for i in (0, 1)]
    return "\n".join(f"{a:<{wide[0]}}{b:<{wide[1]}} {c}" for a, b, c in rows)


def evaluate(u: Node, given: Mapping[Node, object]) -> Value:
    """Return what u would be if the nodes in `given` had the values there; nothing in the graph changes.

    Raises ValueError for a value of another shape: a derivative's graph has the shapes built in.

    >>> x = Node(2.0)
    >>> dx, = grad(x ** 3, [x], symbolic=True)
    >>> evaluate(dx, {x: 10.0})
    300.0
    """
    values = {kind("given", p, Node): Node(value).value for p, value in kind("given", given, Mapping).items()}
    for p, value in values.items():
        if np.shape(value) != p.shape:
            raise ValueError(f"given needs shape {p.shape} for {p!r}, got {np.shape(value)}")
    for p in nodes(u):
        if p not in values:
            values[p] = p.op.f(*[values[q] for q in p.inputs]) if p.op else p.value
    return values[u]


def hessian_vector(J: Node, wrt: Sequence[Node], v: Sequence[object]) -> list[Value]:
    """Return H v, the Hessian of J in all of `wrt` together times v (one array for each of `wrt`), without forming H.

    H v = d/dx ((dJ/dx)^T v): back-propagation run on the graph that back-propagation made.
    Raises ValueError where v does not fit. Source: DL eq. 6.59.

    >>> x = Node([1.0, 2.0])
    >>> print(*hessian_vector((x ** 3).sum(), [x], [[1, 1]]))
    [ 6. 12.]
    """
    G = grad(J, wrt, symbolic=True)
    if len(kind("v", v, Sequence)) != len(G):
        raise ValueError(f"v needs one array for each of the {len(G)} nodes, got {len(v)}")
    products = [(g * array("v", part, p.shape)).sum() for g, part, p in zip(G, v, wrt)]
    total = products[0]
    for product in products[1:]:
        total = total + product
    return grad(total, wrt)


def _what(u: Node, order: Mapping[Node, str]) -> str:
    if not u.op:
        return u.name or "variable"
    made = f"{u.op.name}({', '.join(order[p] for p in u.inputs)})"
    return f"{u.name} = {made}" if u.name else made

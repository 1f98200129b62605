"""A graph taken apart: its nodes, its edges, its formulas, and the gradients of all that lies on the way.

    graph   a node, or several: all that they are computed from        J   the node whose gradients are wanted
    p, u    the input and the result of an edge                        f'(p)   the derivative of u = f(p)
    grad_table   {u: the gradient of J in u}

Source: DL sections 6.5.1, 6.5.5 and 6.5.6, Srihari 5.12, 5.41-5.48.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ._check import kind
from .graph import Node, grad, nodes
from .operations import Multiply, Power, softplus

SYMBOLS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "matmul": "@", "greater": ">",
           "power": "**"}


def members(graph: Node | Sequence[Node]) -> list[Node]:
    """Return every node of a graph, given by its result or by several, each once, inputs before what uses them.

    >>> x, y = Node(2.0, name="x"), Node(3.0, name="y")
    >>> members([x * x, x * y])
    [<x 2>, <y 3>, <multiply 4>, <multiply 6>]
    """
    results = [graph] if isinstance(graph, Node) else kind("graph", graph, Node, list, tuple)
    if not results:
        raise ValueError(f"graph needs a node or more, got {graph!r}")
    found = {u for J in results for u in nodes(kind("graph", J, Node))}
    return sorted(found, key=lambda u: u.made)


def edges(graph: Node | Sequence[Node]) -> list[tuple[Node, Node]]:
    """Return the edges of a graph as pairs (input, result), one for each place of an input.

    Back-propagation calls bprop once for each of those that lie on its way. Source: Srihari 5.12, 5.33.

    >>> x = Node(3.0, name="x")
    >>> edges(x * x)
    [(<x 3>, <multiply 9>), (<x 3>, <multiply 9>)]
    """
    return [(p, u) for u in members(graph) for p in u.inputs]


def consumers(u: Node, graph: Node | Sequence[Node]) -> list[Node]:
    """Return the nodes of the graph that are computed from u directly. Source: DL section 6.5.6, Srihari 5.47.

    The deck's get_inputs and get_operation are u.inputs and u.op.

    >>> x = Node(2.0)
    >>> consumers(x, softplus(x) + x * x)
    [<softplus 2.12692801>, <multiply 4>]
    """
    kind("u", u, Node)
    return [v for v in members(graph) if u in v.inputs]


def grad_table(J: Node, wrt: Sequence[Node]) -> dict[Node, Node]:
    """Return {u: the node of dJ/du} for every u on the way from `wrt` to J: the table of Algorithm 5, as a graph.

    Its nodes are named dJ/du; where dJ/dp = dJ/du f'(p) for u = f(p), the second factor is named f'(p). A node that is
    the gradient of several has the name of the first of them, from J backwards.
    Raises as `grad` does. Source: DL Fig. 6.10, Algorithm 6.5, Srihari 5.41-5.43 and 5.54.

    >>> w = Node(0.0, name="w")
    >>> z = softplus(w)
    >>> z.name = "z"
    >>> print(grad_table(z, [w]))
    {<z 0.693147181>: <dz/dz 1>, <w 0>: <dz/dw 0.5>}
    """
    reached = {kind("wrt", p, Node) for p in kind("wrt", wrt, list, tuple)}
    for u in nodes(J):
        if not reached.isdisjoint(u.inputs):
            reached.add(u)
    way = [u for u in reversed(members([J, *wrt])) if u in reached]
    table = dict(zip(way, grad(J, way, symbolic=True)))
    J_name = J.name or "J"
    for p, g in table.items():
        name = J_name if p is J else p.name
        g.name = g.name or (name and f"d{J_name}/d{name}")
        _name_factor(p, g, table, J)
    return table


def formulas(graph: Node | Sequence[Node]) -> dict[Node, str]:
    """Return what is computed from what: {u: "u = ..."} for each result that has a name, or is not used just once.

    For graphs small enough to be read: results used once and without a name stand in brackets where they are used;
    other nameless ones are n1, n2 and so on.

    >>> w = Node(0.0, name="w")
    >>> print(*formulas(grad_table(softplus(w) * 4, [w])[w]).values(), sep="; ")
    softplus'(w) = sigmoid(w); dJ/dw = (dJ/dJ * 4) * softplus'(w)
    """
    uses, text, lines = Counter(p for p, _ in edges(graph)), {}, {}
    for u in members(graph):
        said = _said(u, [text[p] for p in u.inputs])
        if u.op and (u.name or uses[u] != 1):
            text[u] = u.name or f"n{len(lines) + 1}"
            lines[u] = f"{text[u]} = {said}"
        elif u.name:
            text[u] = u.name
        else:
            text[u] = f"({said})" if u.op and u.op.name in SYMBOLS else said
    return lines


def _name_factor(p: Node, g: Node, table: dict[Node, Node], J: Node) -> None:
    """Name f'(p) in g = G f'(p), if p has one user on the way, u = f(p), and the factor is no older node."""
    users = [u for u in table if p in u.inputs]
    if len(users) == 1 and users[0].inputs == (p,) and isinstance(g.op, Multiply):
        G, factor = g.inputs
        if G is table[users[0]] and factor.made > J.made and not factor.name and p.name:
            factor.name = f"{users[0].op.name}'({p.name})"


def _said(u: Node, inputs: list[str]) -> str:
    """What u is: f(a, b), or a + b and the like; for a variable its value or shape."""
    if not u.op:
        return str(u.shape) if u.shape else f"{u.value:.9g}"
    if isinstance(u.op, Power):
        inputs = [*inputs, f"{u.op.n:g}"]
    if u.op.name in SYMBOLS:
        return f" {SYMBOLS[u.op.name]} ".join(inputs)
    return f"{inputs[0]}.T" if u.op.name == "transpose" else f"{u.op.name}({', '.join(inputs)})"

"""Back-propagation step by step on four small graphs: values go forward, slopes come back, a table fills.

    graph     which of the four                     step      how far it has come: values, then a 1, then shares
    example   [u1, u2]                              chain     w
    doubling  u0                                    cost      [x, w1, w2, lambda]       the inputs of each graph
"""
from __future__ import annotations

from typing import NamedTuple

from ffedu import backprop
from ffedu.graph import Node
from ffedu.graph_parts import consumers, members
from ffedu.operations import relu, softplus, sqr
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Choice, Number, Numbers, Whole

DOUBLINGS = 5


class Edge(NamedTuple):
    """u has p as its input number `place`."""
    p: str
    u: str
    place: int


def example(u1: float, u2: float) -> dict[str, Node]:
    """Return the chapter's graph for Algorithms 1 and 2: u3 = u1 u2, u4 = u1 + u3, u5 = u3 u4."""
    u1, u2 = Node(u1), Node(u2)
    u3 = u1 * u2
    u4 = u1 + u3
    return {"u1": u1, "u2": u2, "u3": u3, "u4": u4, "u5": u3 * u4}


def chain(w: float) -> dict[str, Node]:
    """Return z = f(f(f(w))) with the softplus for f."""
    return backprop.chain(w)._asdict()


def doubling(u0: float) -> dict[str, Node]:
    """Return u1 = u0 u0, u2 = u1 u1 and so on: two edges from each node to the next."""
    u = [Node(u0)]
    for _ in range(DOUBLINGS):
        u.append(u[-1] * u[-1])
    return {f"u{k}": node for k, node in enumerate(u)}


def cost(x: float, w1: float, w2: float, lambda_: float) -> dict[str, Node]:
    """Return the cost of DL Fig. 6.11 on single numbers, one hidden unit and the target 0.

    J = J_MLE + lambda (w1^2 + w2^2) with J_MLE = -log(1 - sigma(u2)) = softplus(u2), u2 = max{0, x w1} w2. The names
    are the figure's; u4 and u6, sums over a matrix, have nothing to do here.
    """
    x, w1, w2, lambda_ = map(Node, (x, w1, w2, lambda_))
    u1 = x * w1
    h = relu(u1)
    u2 = h * w2
    J_MLE, u3, u5 = softplus(u2), sqr(w1), sqr(w2)
    u7 = u3 + u5
    u8 = lambda_ * u7
    return {"x": x, "w1": w1, "w2": w2, "lambda": lambda_, "u1": u1, "h": h, "u2": u2, "J_MLE": J_MLE, "u3": u3,
            "u5": u5, "u7": u7, "u8": u8, "J": J_MLE + u8}


GRAPHS = {"example": example, "chain": chain, "doubling": doubling, "cost": cost}
WANTED = {"example": ("u1", "u2"), "chain": ("w",), "doubling": ("u0",), "cost": ("w1", "w2")}
PLACES = {                                            # (column, row), the inputs at the bottom
    "example": {"u1": (0, 0), "u2": (2, 0), "u3": (1, 1), "u4": (0, 2), "u5": (1, 3)},
    "chain": {name: (1, k) for k, name in enumerate("wxyz")},
    "doubling": {f"u{k}": (1, k) for k in range(DOUBLINGS + 1)},
    "cost": {"x": (0, 0), "w1": (1, 0), "u1": (0, 1), "w2": (1, 1), "u3": (2, 1), "h": (0, 2), "u5": (1, 2),
             "u2": (0, 3), "lambda": (1, 3), "u7": (2, 3), "J_MLE": (0, 4), "u8": (2, 4), "J": (1, 5)},
}
BENDS = {("cost", "w2", "u2"): (0.5, 2)}              # where an edge passes a row between two boxes


def shares(graph: dict[str, Node], wanted: tuple[str, ...]) -> list[Edge]:
    """Return the edges on the way from `wanted` to the result, in the order in which Algorithm 2 takes their slopes.

    Entry by entry, from the result backwards; for each entry the nodes that use it, in their order.
    Source: DL Algorithm 6.2, Srihari 5.32.

    >>> [f"{e.u} to {e.p}" for e in shares(example(2, 5), ("u1",))]
    ['u5 to u4', 'u4 to u3', 'u5 to u3', 'u3 to u1', 'u4 to u1']
    """
    names, J = {u: name for name, u in graph.items()}, list(graph.values())[-1]
    way = {graph[name] for name in wanted}
    for u in members(J):
        if not way.isdisjoint(u.inputs):
            way.add(u)
    return [Edge(names[p], names[u], place) for p in reversed(members(J)) if p in way
            for u in consumers(p, J) for place, q in enumerate(u.inputs) if q is p]


def forgetful(graph: dict[str, Node], wanted: tuple[str, ...]) -> int:
    """Return how many products the chain rule takes for the slopes in `wanted` if it keeps none: every path is walked.

    That is one product for each call of `chainrule.naive` but the first. Source: DL eq. 6.55, Srihari 5.33.

    >>> forgetful(doubling(1), ("u0",)), len(shares(doubling(1), ("u0",)))
    (62, 10)
    """
    products = dict.fromkeys(graph, 0)
    for p, u, _ in shares(graph, wanted):
        products[p] += 1 + products[u]
    return sum(products[name] for name in wanted)


class BackpropExplorer(Explorable):
    """Algorithms 1 and 2 on a graph of numbers, one step at a time: u[i] = f_i(its inputs), then the grad_table,
    grad_table[p] = sum over the u that use p of grad_table[u] du/dp, one product a step.

    The graphs: "example" of the chapter's section on the two algorithms, a "chain" f(f(f(w))), the "doubling" graph
    u[k] = u[k-1] u[k-1], and "cost", cross-entropy and weight decay. `grad_table` gives what stands at `step`.
    Raises ValueError for a number out of range, another shape or an unknown graph, TypeError for what is no number.
    Source: DL Algorithms 6.1 and 6.2, Fig. 6.9 and 6.11; Srihari 5.29-5.33, 5.56.

    >>> BackpropExplorer("chain", step=5), BackpropExplorer(step=7).grad_table
    (BackpropExplorer(graph='chain', step=5, example=[2, 5], chain=0, doubling=1, cost=[1, 2, 1, 0.1]), \
{'u5': 1.0, 'u4': 10.0, 'u3': 22.0})
    """
    topic = "backprop"

    graph = Choice(*GRAPHS)
    step = Whole(6, 0, 22)
    example = Numbers([2, 5], -6, 6)
    chain = Number(0, -3, 3)
    doubling = Number(1, -1.2, 1.2)
    cost = Numbers([1, 2, 1, 0.1], -3, 3)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"graphs": {name: _drawn(name) for name in GRAPHS}}

    def nodes(self) -> dict[str, Node]:
        """Return the nodes of the graph that is drawn, made anew from its inputs: {name: node}."""
        inputs = getattr(self, self.graph)
        return GRAPHS[self.graph](*(inputs if isinstance(inputs, list) else [inputs]))

    @property
    def grad_table(self) -> dict[str, float]:
        """What stands in the table at `step`, {name: sum of the shares that have arrived}."""
        graph = self.nodes()
        done = self.step - sum(1 for u in graph.values() if u.op)       # the forward pass has a step for each result
        table = {list(graph)[-1]: 1.0} if done > 0 else {}
        for p, u, place in shares(graph, WANTED[self.graph])[:max(done - 1, 0)]:
            G, u = table[u], graph[u]
            table[p] = table.get(p, 0.0) + u.op.bprop(u.value, place, G, u.x)
        return table


def _drawn(name: str) -> dict[str, object]:
    """What the script needs of a graph: nodes with their places, all edges, those of the way back in their order."""
    graph = GRAPHS[name](*[1.0] * GRAPHS[name].__code__.co_argcount)
    names, number = {u: word for word, u in graph.items()}, {word: i for i, word in enumerate(graph)}
    edges = [Edge(names[p], word, place) for word, u in graph.items() for place, p in enumerate(u.inputs)]
    return {
        "nodes": [{"name": word, "op": u.op and u.op.name, "inputs": [number[names[p]] for p in u.inputs],
                   "at": list(PLACES[name][word])} for word, u in graph.items()],
        "edges": [{"p": number[p], "u": number[u], "place": place, "bend": list(BENDS.get((name, p, u), []))}
                  for p, u, place in edges],
        "back": [edges.index(edge) for edge in shares(graph, WANTED[name])],
        "wanted": [number[word] for word in WANTED[name]],
        "forgetful": forgetful(graph, WANTED[name]),
    }

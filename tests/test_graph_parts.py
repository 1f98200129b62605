"""A graph taken apart: nodes, edges, consumers, formulas, and the table of gradients as nodes."""
import numpy as np
import pytest

from ffedu import graph_parts
from ffedu.graph import Node, grad
from ffedu.graph_parts import consumers, edges, formulas, grad_table, members
from ffedu.operations import Multiply, exp, log, relu, softplus, sqr, tanh
from ffedu.shapes import transpose

x, w = Node(2.0, name="x"), Node(3.0, name="w")
J = softplus(x) * w
GOOD = {"members": {"graph": J}, "edges": {"graph": J}, "consumers": {"u": x, "graph": J},
        "grad_table": {"J": J, "wrt": [x]}, "formulas": {"graph": J}}


def named(u, name):
    u.name = name
    return u


def names(table):
    return {u.name: g.name for u, g in table.items()}


def test_members_come_once_and_after_their_inputs():
    a, b = x * w, x + w
    both = members((b, a, b))
    assert both == [x, w, a, b] and members([a]) == members(a) == [x, w, a]
    assert all(both.index(p) < both.index(u) for p, u in edges((b, a)))


def test_an_edge_for_each_place_of_an_input_and_consumers_the_other_way():
    square = x * x
    J = square + w
    assert edges(J) == [(x, square), (x, square), (square, J), (w, J)]
    assert consumers(x, J) == [square] and consumers(w, J) == [J] and consumers(J, J) == []
    assert consumers(x, [square, x + w])[0] is square and len(consumers(x, [square, x + w])) == 2


def test_bprop_is_called_once_for_each_edge_on_the_way(monkeypatch):
    w, v, unused = (Node(0.5, name=name) for name in ("w", "v", "unused"))
    J = (w * w + v) * w
    calls = []
    rule = Multiply.bprop
    monkeypatch.setattr(Multiply, "bprop", lambda op, u, i, G, x: calls.append((u, i)) or rule(op, u, i, G, x))
    table = grad_table(J, [w, v, unused])
    assert len(calls) == sum(u.op.name == "multiply" for _, u in edges(J)) == 4
    assert table[unused].value == 0.0 and table[unused].name == "dJ/dunused"
    assert table[w].value == pytest.approx(3 * 0.25 + 0.5) and table[v].value == 0.5


def test_the_table_holds_what_grad_gives_for_every_node_on_the_way():
    X, W = Node(np.arange(6.0).reshape(3, 2), name="X"), Node(np.ones((2, 2)), name="W")
    h = named(tanh(X @ W), "h")
    J = named(sqr(h).sum(), "L")
    table = grad_table(J, [W])
    assert [*table] == [u for u in reversed(members(J)) if u is not X]
    for u, g in zip(table, grad(J, [*table])):
        np.testing.assert_array_equal(table[u].value, g)
    assert names(table) == {"L": "dL/dL", "": "", "h": "dL/dh", "W": "dL/dW"}


def test_names_are_given_only_to_new_nodes_without_one():
    a = Node(1.0, name="a")
    y = named(exp(a), "y")                       # its derivative is y, which keeps its name
    table = grad_table(y, [a])
    assert y.name == "y" and table[a].inputs == (table[y], y)
    total = named(y + a, "z")                    # dz/dz is dz/dy as well: the name of the first, from z backwards
    table = grad_table(total, [y, a])
    assert table[y] is table[total] and table[y].name == "dz/dz" and table[a].name == "dz/da"
    b = exp(Node(1.0, name="b"))                 # no name anywhere: the seed alone gets one
    assert [g.name for g in grad_table(b, b.inputs).values()] == ["dJ/dJ", "dJ/db"]
    assert b.name == ""


def factors(g):
    return [u.name for u in members(g) if "'" in u.name]


def test_the_slope_of_an_operation_of_one_input_is_named():
    a = Node(0.3, name="a")
    slope = grad_table(softplus(a), [a])[a].inputs[1]
    assert slope.name == "softplus'(a)" and slope.value == pytest.approx(1 / (1 + np.exp(-0.3)))
    assert factors(grad_table(tanh(a), [a])[a]) == ["tanh'(a)"]
    for none in (a * 2.0, sqr(a), log(a), -a, exp(a), a * a):       # two inputs, no product G f'(a), or an old node
        assert factors(grad_table(none, [a])[a]) == []
    assert factors(grad_table(tanh(a) + softplus(a), [a])[a]) == [] # two users: a sum
    nameless = Node(0.3)
    assert factors(grad_table(tanh(nameless), [nameless])[nameless]) == []
    twice = grad_table(tanh(tanh(a)), [a])[a]
    assert factors(twice) == ["tanh'(a)"]                           # the middle has no name, so neither has its slope
    kept = named(Node(4.0), "kept")
    assert factors(grad_table(relu(a) * kept, [a])[a]) == ["relu'(a)"] and kept.name == "kept"


def test_formulas_bracket_what_has_no_name_and_number_what_is_used_twice():
    A, b = Node(np.ones((2, 2)), name="A"), Node(np.ones(2), name="b")
    z = named((transpose(A) @ b).sum() / 4 - 1.5, "z")
    assert [*formulas(z).values()] == ["z = (sum((A.T @ b)) / 4) - 1.5"]
    assert [*formulas(((x + w) ** 3 * w) ** 0.5).values()] == ["n1 = (((x + w) ** 3) * w) ** 0.5"]
    s = x + w
    assert [*formulas(s * s).values()] == ["n1 = x + w", "n2 = n1 * n1"]
    assert [*formulas([softplus(x) > w, Node([1.0, 2.0])]).values()] == ["n1 = softplus(x) > w"]
    assert [*formulas(exp(Node([1.0, 2.0]))).values()] == ["n1 = exp((2,))"]
    assert formulas(x) == {} and [*formulas(z)] == [z]
    assert [*formulas(named(exp(x) * 2, "z")).values()] == ["z = exp(x) * 2"]
    assert [*formulas(named(sqr(x) + 1 / w, "z")).values()] == ["z = sqr(x) + (1 / w)"]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: members([]), ValueError, r"graph needs a node or more, got \[\]"),
    (lambda: members([x, 3]), TypeError, "graph needs a Node, got 3"),
    (lambda: members("x"), TypeError, "graph needs a Node or list or tuple, got 'x'"),
    (lambda: consumers(3, J), TypeError, "u needs a Node, got 3"),
    (lambda: grad_table(J, [3]), TypeError, "wrt needs a Node, got 3"),
    (lambda: grad_table(J, x), TypeError, "wrt needs a list or tuple, got <x 2>"),
    (lambda: grad_table(J, []), TypeError, r"wrt needs a list of nodes, got \[\]"),
    (lambda: grad_table(Node([1.0, 2.0]) * x, [x]), ValueError, r"J needs a single number, got shape \(2,\)"),
    (lambda: graph_parts.formulas(None), TypeError, "graph needs a Node or list or tuple, got None"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""The back-propagation explorer: its graphs are the library's, its table is what `grad` and Algorithm 2 give."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import chainrule
from ffedu.graph import grad
from ffedu.graph_parts import members
from ffedu.widgets.backprop import DOUBLINGS, GRAPHS, WANTED, BackpropExplorer, forgetful, shares

ALL = pytest.mark.parametrize("name", GRAPHS)


def at_random(name: str, rng: np.random.Generator) -> list[float]:
    """Inputs of a graph, as its sliders might give them."""
    return rng.uniform(-1.2, 1.2, GRAPHS[name].__code__.co_argcount).tolist()


def steps(name: str) -> int:
    drawn = BackpropExplorer(name)._data["graphs"][name]
    return sum(node["op"] is not None for node in drawn["nodes"]) + 1 + len(drawn["back"])


def as_chainrule(name: str) -> chainrule.Graph:
    """The same graph for `ffedu.chainrule`, which knows neither nodes nor operations."""
    nodes = BackpropExplorer(name)._data["graphs"][name]["nodes"]
    inner = [node for node in nodes if node["op"]]
    assert nodes[len(nodes) - len(inner):] == inner
    one = lambda *a: 1.0
    return chainrule.Graph(len(nodes) - len(inner), tuple(tuple(node["inputs"]) for node in inner),
                           (one,) * len(inner), tuple((one,) * len(node["inputs"]) for node in inner))


@ALL
def test_all_nodes_of_the_graph_are_named_and_stand_apart(name):
    widget = BackpropExplorer(name)
    nodes = widget.nodes()
    assert set(members(list(nodes.values())[-1])) == set(nodes.values())
    drawn = widget._data["graphs"][name]["nodes"]
    assert [node["name"] for node in drawn] == list(nodes)
    assert len({tuple(node["at"]) for node in drawn}) == len(drawn)
    assert all(drawn[p]["at"][1] < node["at"][1] for node in drawn for p in node["inputs"])       # all arrows go up


@ALL
def test_at_the_end_the_table_holds_the_gradient(name):
    rng = np.random.default_rng(3)
    for _ in range(20):
        inputs = at_random(name, rng)
        widget = BackpropExplorer(name, steps(name), **{name: inputs if len(inputs) > 1 else inputs[0]})
        table, nodes = widget.grad_table, widget.nodes()
        assert set(WANTED[name]) <= set(table)
        J = list(nodes.values())[-1]
        np.testing.assert_allclose(list(table.values()), grad(J, [nodes[word] for word in table]), rtol=1e-12)


@ALL
def test_each_step_of_the_way_back_adds_one_share_to_one_entry(name):
    widget, last = BackpropExplorer(name), steps(name)
    tables = []
    for step in range(last - len(widget._data["graphs"][name]["back"]), last + 1):
        widget.step = step
        tables.append(widget.grad_table)
    assert len(tables[0]) == 1 and list(tables[0].values()) == [1.0]
    for (p, _, _), before, after in zip(shares(widget.nodes(), WANTED[name]), tables, tables[1:]):
        assert {word: value for word, value in after.items() if word != p} == \
            {word: value for word, value in before.items() if word != p}
        assert p in after
    widget.step = last - len(tables)
    assert widget.grad_table == {}


def test_the_example_fills_the_table_as_the_chapter_prints_it():
    assert BackpropExplorer(step=10).grad_table == {"u5": 1, "u4": 10, "u3": 22, "u2": 44, "u1": 120}


def test_step_has_room_for_the_longest_graph_and_no_more():
    assert BackpropExplorer.class_traits()["step"].high == max(map(steps, GRAPHS))


@ALL
def test_the_work_is_what_the_library_counts(name):
    widget = BackpropExplorer(name)
    drawn, graph = widget._data["graphs"][name], as_chainrule(name)
    assert drawn["forgetful"] == forgetful(widget.nodes(), WANTED[name]) \
        == sum(chainrule.counts(graph, j).calls - 1 for j in drawn["wanted"])
    if set(drawn["wanted"]) == set(range(graph.n_i)):                  # every edge is on the way: nothing is constant
        assert len(drawn["back"]) == chainrule.counts(graph).edges
    else:
        assert len(drawn["back"]) < chainrule.counts(graph).edges


def test_doubling_is_the_graph_of_the_library():
    drawn = BackpropExplorer()._data["graphs"]["doubling"]["nodes"]
    assert tuple(tuple(node["inputs"]) for node in drawn[1:]) == chainrule.doubling(DOUBLINGS).parents
    values = [u.value for u in BackpropExplorer("doubling", doubling=1.1).nodes().values()]
    assert values == chainrule.forward(chainrule.doubling(DOUBLINGS), [1.1])


@pytest.mark.parametrize("name, value, error, message", [
    ("graph", "fig. 6.8", ValueError, "graph needs one of example, chain, doubling, cost, got 'fig. 6.8'"),
    ("step", 23, ValueError, "step needs a whole number from 0 to 22, got 23"),
    ("doubling", 2, ValueError, "doubling needs a number from -1.2 to 1.2, got 2"),
    ("example", [1, 2, 3], ValueError, "example needs shape (2,), got (3,)"),
    ("cost", ["1", 2, 1, 0], TypeError, None),
])
def test_a_bad_value_is_refused_with_need_and_got(name, value, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$" if message else "^cost needs real numbers, got "):
        BackpropExplorer(**{name: value})

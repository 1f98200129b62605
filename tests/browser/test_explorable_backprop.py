"""The back-propagation explorer computes what ffedu computes: values, and the slope of the output in every node."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu.graph import grad
from ffedu.widgets.backprop import GRAPHS, WANTED, shares

from .built import PLAIN
from .explorables import in_page, looks, stored, widget
from .test_explorables import begin

pytestmark = pytest.mark.slow

RANGES = {"example": 6, "chain": 3, "doubling": 1.2, "cost": 3}


@pytest.mark.parametrize("name", GRAPHS)
def test_both_passes_are_those_of_the_library(visit, name):
    graph, n = stored("backprop")["_data"]["graphs"][name], GRAPHS[name].__code__.co_argcount
    x = np.random.default_rng(8).uniform(-RANGES[name], RANGES[name], (1000, n)).tolist()
    cases = [[graph, inputs] for inputs in x]
    page = visit("notebooks/backprop", PLAIN).page
    got = in_page(page, "backprop", "([graph, inputs]) => module.passes(graph, inputs)", cases)
    for found, inputs in zip(got, x):
        nodes = GRAPHS[name](*inputs)
        way = list(dict.fromkeys(edge.p for edge in shares(nodes, WANTED[name])))
        slopes = grad(list(nodes.values())[-1], [nodes[word] for word in way])
        at = [list(nodes).index(word) for word in way]
        np.testing.assert_allclose(found["values"], [u.value for u in nodes.values()], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(np.take(found["table"], at), slopes, rtol=1e-9, atol=1e-9)
        assert [found["table"][k] for k in range(len(nodes) - 1) if k not in at] == [0] * (len(nodes) - 1 - len(at))


@pytest.mark.parametrize("name", GRAPHS)
def test_steps_never_move_the_page_and_fill_the_table_from_the_top(visit, name):
    opened, found = begin(visit, "backprop", PLAIN)
    found.locator(f"input[value={name}]").check()
    slider, tall, filled, said = found.locator("input[type=range]").first, set(), [], []
    for step in range(int(slider.get_attribute("max")) + 1):
        slider.fill(str(step))
        said.append(looks(found)["sentence"])
        tall.add(round(found.bounding_box()["height"]))
        entries = found.locator("tbody tr td:last-child").all_text_contents()
        filled.append([k for k, entry in enumerate(entries) if entry and entry != "not asked"])
    asked = [k for k, entry in enumerate(entries) if entry != "not asked"]
    assert len(tall) == 1, f"{opened}: {name} is {sorted(tall)} pixels high, by step"
    assert filled[0] == [] and filled[-1] == asked and all(now == asked[:len(now)] for now in filled)
    assert said[0].startswith("The inputs are given") and "Done: " in said[-1] and len(set(said)) == len(said)
    assert not [words for words in said[1:-1] if "The inputs are given" in words or "Done: " in words]
    assert sum("+" in entry for entry in entries) == {"example": 2, "chain": 0, "doubling": 5, "cost": 2}[name]


def test_a_rectifier_that_is_off_hands_nothing_on(visit):
    opened, found = begin(visit, "backprop", PLAIN)
    found.locator("input[value=cost]").check()
    found.locator("""input[data-path='["cost",1]']""").fill("-2")
    found.get_by_role("button", name="Play").press("Enter")
    slider = widget(opened.page, "backprop").locator("input[type=range]").first
    slider.fill("22")
    looks(found)
    row = found.locator("tbody tr").nth(11)
    assert row.text_content().startswith("w₁") and "0 + (−0.4) = −0.4" in row.text_content(), row.text_content()

"""The worked example explorer computes what ffedu computes, by the formulas that it writes, and does not jump about."""
from __future__ import annotations

from dataclasses import asdict, fields

import numpy as np
import pytest

from ffedu import worked_example as we
from ffedu.widgets.worked_example import WorkedExampleExplorer
from ffedu.worked_example_deck import NAMES

from .built import PLAIN, View
from .explorables import in_page, looks, widget

pytestmark = pytest.mark.slow

RUN = "state => module.descent(state).map(start => start.E)"
STOPS = "() => module.STOPS.map(stop => ({name: stop.name, rows: stop.part[1]}))"
SPELLED = r"""state => {
    const v = {...module.round({...state, biases: true}), eta: state.eta};
    const code = rule => module.filled(rule, name => `v.${name}`).replace(/e<sup>−(.*?)<\/sup>/, "Math.exp(-$1)")
        .replace("½ (", "0.5 * (").replace("²", "**2").replaceAll("·", "*").replaceAll("−", "-");
    const value = rule => new Function("v", `return ${code(rule)}`)(v);
    return Object.entries(module.RULES).map(([name, rule]) => [name, value(rule), v[name]]);
}"""
LATER = '#state:worked_example={"eta":5,"update_biases":true,"updates":9}'
HEIGHTS = """root => {
    const [slider, digits] = ["position", "digits"].map(key => root.querySelector(`[data-path='["${key}"]']`));
    const move = async (input, value) => {
        input.value = value;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    };
    return (async () => {
        const found = [];
        await move(digits, 8);
        for (let k = 0; k <= Number(slider.max); k++) {
            await move(slider, k);
            const shares = [...root.querySelectorAll(".sentence, .formula, .chain, .deck")];
            found.push(shares.map(part => Math.round(part.getBoundingClientRect().height)).join(" "));
        }
        return found;
    })();
}"""
OUTSIDE = """root => [...root.querySelectorAll("svg[data-panel=net] text")].filter(text => {
    const box = text.getBBox(), svg = text.ownerSVGElement.viewBox.baseVal;
    return box.x < 0 || box.x + box.width > svg.width || box.y < 0 || box.y + box.height > svg.height;
}).map(text => text.textContent)"""


def states(n: int) -> list[dict]:
    rng = np.random.default_rng(8)
    sizes = {"weights": (we.Weights, 3), "example": (we.Example, 2)}
    draw = {key: [{f.name: float(v) for f, v in zip(fields(cls), rng.uniform(-size, size, len(fields(cls))))}
                  for _ in range(n)] for key, (cls, size) in sizes.items()}
    return [{"weights": w, "example": x, "eta": float(eta), "biases": bool(k % 2)}
            for k, (w, x, eta) in enumerate(zip(draw["weights"], draw["example"], rng.uniform(0.1, 5, n)))]


def named(state: dict) -> dict[str, float]:
    return we.step(we.Weights(**state["weights"]), we.Example(**state["example"]), state["eta"],
                   update_biases=state["biases"]).named()


def test_a_round_is_that_of_the_library(visit):
    cases = states(1000)
    page = visit("notebooks/worked_example", PLAIN).page
    for found, state in zip(in_page(page, "worked_example", "state => module.round(state)", cases), cases):
        expected = named(state)
        assert set(expected) <= set(found)
        np.testing.assert_allclose([found[name] for name in expected], list(expected.values()), rtol=0, atol=1e-9)


def test_a_run_is_that_of_the_library(visit):
    """A hundred rounds one after the other, each from the weights of the one before."""
    cases = [{"weights": asdict(we.Weights()), "example": asdict(we.Example()), "eta": eta, "biases": biases}
             for eta in (0.1, 0.5, 5) for biases in (False, True)]
    found = in_page(visit("notebooks/worked_example", PLAIN).page, "worked_example", RUN, cases)
    for losses, case in zip(found, cases):
        expected = we.history(range(101), case["eta"], update_biases=case["biases"])
        np.testing.assert_allclose(losses, expected, rtol=0, atol=1e-9)


def test_every_formula_that_is_written_gives_its_value(visit):
    page = visit("notebooks/worked_example", PLAIN).page
    for spelled in in_page(page, "worked_example", SPELLED, states(50)):
        names, by_formula, values = zip(*spelled)
        np.testing.assert_allclose(by_formula, values, rtol=0, atol=1e-9, err_msg=str(names))


def test_the_walk_makes_every_quantity_once_after_what_it_is_made_of(visit):
    page = visit("notebooks/worked_example", PLAIN).page
    stops = in_page(page, "worked_example", STOPS, [None])[0]
    names = [stop["name"] for stop in stops]
    rules = in_page(page, "worked_example", "() => module.RULES", [None])[0]
    assert len(stops) - 1 == WorkedExampleExplorer.class_traits()["position"].high
    assert sorted(names[1:]) == sorted(rules)
    assert set(names) >= {name for name in we.step().named() if name not in asdict(we.Example()) | asdict(we.Weights())}
    assert set(names) >= set(NAMES.values()) - {*asdict(we.Example()), *asdict(we.Weights()), "eta"}
    for k, stop in enumerate(stops[1:], start=1):
        made_of = {part.split("}")[0] for part in rules[stop["name"]].split("{")[1:]}
        assert not made_of & set(names[k:]), f"{stop['name']} is made before {made_of & set(names[k:])}"
        assert stop["name"] in stop["rows"] and len(stop["rows"]) <= 4


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("link", ["", LATER], ids=["start", "later"])
def test_it_keeps_its_height_and_its_numbers_stay_inside(visit, width, link):
    found = widget(visit("notebooks/worked_example", View(width=width), link).page, "worked_example")
    assert len(set(heights := found.evaluate(HEIGHTS))) == 1, f"it jumps: {heights}"
    assert not found.evaluate(OUTSIDE)


def test_the_deck_stands_beside_the_first_round_alone(visit):
    page = visit("notebooks/worked_example", PLAIN, '#state:worked_example={"position":13}').page
    found = widget(page, "worked_example")
    assert found.locator("tr.now td").all_text_contents() == ["0.18682", "0.18681"]
    assert found.locator(".deck").text_content() == "Deck, p.57 and 64: 0.18681, cut off."
    found.locator("""[data-path='["updates"]']""").press("ArrowRight")
    looks(found)
    assert found.locator("tr.now td").all_text_contents()[1] == "–"


def test_next_at_the_end_begins_the_next_round(visit):
    page = visit("notebooks/worked_example", PLAIN, '#state:worked_example={"position":59,"update_biases":true}').page
    found = widget(page, "worked_example")
    after = f"{we.step(update_biases=True).after.b1:.5f}"
    looks(found)
    assert found.locator("tr.now td").first.text_content() == after
    found.get_by_role("button", name="Next").press("Enter")
    looks(found)
    assert found.locator("""[data-path='["updates"]']""").input_value() == "1"
    assert after in found.locator("svg[data-panel=net]").text_content()


def test_a_spoilt_link_shows_what_there_is(visit):
    link = '#state:worked_example={"position":2.5e9,"digits":-3,"updates":1e12,"eta":0}'
    opened = visit("notebooks/worked_example", PLAIN, link)
    assert looks(widget(opened.page, "worked_example"))["panels"] and not opened.faults

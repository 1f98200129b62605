"""The explorer of hidden units computes what ffedu computes: g, g', the slopes at a kink, and which units are lost."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import hidden_units
from ffedu.widgets.hidden_units import NAMES, HiddenUnitsExplorer

from .built import PLAIN
from .explorables import drag, in_page, looks, widget

pytestmark = pytest.mark.slow

RNG = np.random.default_rng(6)
A = np.concatenate([RNG.uniform(-6, 6, 991), [-1, 0, 1, -800, 800, -30, 30, -1e-9, 1e-9]])
VALUES = """([name, alpha, a]) => {
    const unit = module.unitOf(name, alpha);
    return [unit.g(a), unit.dg(a), ...module.slopes(unit, a)];
}"""
LAYER = """([name, alpha, scale, c, sums]) => {
    const { share, gone } = module.layer(module.unitOf(name, alpha), sums, scale, c);
    return [share, gone];
}"""


@pytest.fixture
def page(visit):
    return visit("notebooks/hidden_units", PLAIN).page


def unit(name: str, alpha: float) -> hidden_units.Unit:
    """The library's unit; prelu with its alpha filled in."""
    if name != "prelu":
        return hidden_units.UNITS[name]
    return hidden_units.Unit(lambda a: hidden_units.prelu(a, alpha), lambda a: hidden_units.dprelu(a, alpha))


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_is_that_of_the_library(page, name):
    alphas = RNG.uniform(-1, 1, len(A)) if name == "prelu" else np.full(len(A), 0.25)
    got = np.array(in_page(page, "hidden_units", VALUES, [[name, p, a] for p, a in zip(alphas.tolist(), A.tolist())]))
    g, dg = (f(A[None])[0] for f in unit(name, alphas)[:2])
    if name == "prelu":
        left, right = np.where(A > 0, 1, alphas), np.where(A >= 0, 1, alphas)
    else:
        left, right = hidden_units.slopes(name, A)
    np.testing.assert_allclose(got, np.column_stack([g, dg, left, right]), rtol=0, atol=1e-9)


def test_the_leaky_unit_is_the_one_of_the_library(page):
    got = np.array(in_page(page, "hidden_units", VALUES, [["prelu", 0.01, a] for a in A.tolist()]))
    expected = [f(A) for f in hidden_units.UNITS["leaky_relu"][:2]]
    np.testing.assert_allclose(got[:, :2], np.column_stack(expected), rtol=0, atol=1e-9)


def test_the_active_pairs_and_the_lost_units_are_counted_as_by_the_library(page):
    sums = np.asarray(HiddenUnitsExplorer()._data["sums"])
    draws = [[name, 0.25, *RNG.uniform([0.1, -6], [2, 6]).tolist()] for name in NAMES for _ in range(12)]
    got = in_page(page, "hidden_units", LAYER, [[*draw, sums.tolist()] for draw in draws])
    on = [np.abs(unit(name, alpha).dg(scale * sums + c)) >= 0.01 for name, alpha, scale, c in draws]
    np.testing.assert_allclose(got, [[part.mean(), np.sum(~part.any(axis=0))] for part in on], rtol=0, atol=1e-9)
    assert len({gone for _, gone in got}) > 10


@pytest.mark.parametrize("name", ["unit", "other"])
def test_a_unit_is_chosen_by_key_and_shown_in_both_views(page, name):
    found = widget(page, "hidden_units")
    for view in ("curves", "layer"):
        found.locator(f"input[value={view}]").check()
        before = looks(found)
        found.locator(f"select[name={name}]").press("ArrowDown")
        after = looks(found)
        assert after["panels"] != before["panels"] and after["sentence"] != before["sentence"]
    chosen = found.locator(f"select[name={name}]").evaluate("e => e.selectedOptions[0].textContent")
    assert all(chosen in words for words in after["names"]), after["names"]
    found.get_by_role("button", name="Reset").press("Enter")
    looks(found)
    assert found.locator(f"select[name={name}]").input_value() == getattr(HiddenUnitsExplorer(), name)


@pytest.mark.parametrize("first", NAMES)
def test_every_unit_is_drawn_alone_and_beside_another(page, first):
    found = widget(page, "hidden_units")
    found.locator("select[name=unit]").select_option(first)
    for other in ("none", "tanh", "step"):
        found.locator("select[name=other]").select_option(other)
        for button in ("To the kink", "Lose a unit"):
            found.get_by_role("button", name=button).press("Enter")
            seen = looks(found)
            assert "NaN" not in seen["panels"] and "undefined" not in seen["panels"] + seen["sentence"]


def test_alpha_waits_until_there_is_a_prelu(page):
    found = widget(page, "hidden_units")
    alpha = found.locator("input[data-path*=alpha]")
    assert alpha.is_enabled()
    found.locator("select[name=other]").select_option("none")
    looks(found)
    assert alpha.is_disabled()


def test_the_slopes_differ_on_the_kink_and_agree_beside_it(page):
    found = widget(page, "hidden_units")
    found.get_by_role("button", name="To the kink").press("Enter")
    assert "relu 0.00 from the left, 1.00 from the right" in looks(found)["names"][1]
    found.locator("input[data-path*='\"a\"']").press("ArrowRight")
    assert "relu 1.00 from the left, 1.00 from the right" in looks(found)["names"][1]


def test_the_bias_can_be_dragged(page):
    found = widget(page, "hidden_units")
    found.locator("input[value=layer]").check()
    mark, slider = found.locator("svg[data-panel=right] circle").first, found.locator("input[data-path*='\"c\"']")
    before = slider.input_value()
    drag(found, mark, -75, 0)
    assert float(slider.input_value()) < float(before)

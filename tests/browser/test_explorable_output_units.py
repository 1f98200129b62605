"""The explorer of output units computes what ffedu and numpy compute, overflow included, in each of its views."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import costs, output_units, sigmoid, softplus

from .built import PLAIN
from .explorables import drag, in_page, looks, widget

pytestmark = pytest.mark.slow

RNG = np.random.default_rng(6)
Z, Y = RNG.uniform(-40, 40, 1000), RNG.integers(0, 2, 1000)
PAIRS = [[z, y] for z, y in zip(Z.tolist(), Y.tolist())]
LOSSES = {
    "entropyLoss": output_units.sigmoid_nll(Z[:, None], Y[:, None]),
    "entropySlope": output_units.dsigmoid_nll(Z[:, None], Y[:, None])[:, 0],
    "squaredLoss": output_units.sigmoid_squared(Z, Y),
    "squaredSlope": output_units.dsigmoid_squared(Z, Y),
}


@pytest.fixture
def page(visit):
    return visit("notebooks/output_units", PLAIN).page


def close(got: object, expected: object, what: str = "") -> None:
    np.testing.assert_allclose(np.asarray(got, float), expected, rtol=0, atol=1e-9, err_msg=what)


@pytest.mark.parametrize("name", LOSSES)
def test_a_cost_and_its_slope_are_those_of_the_library(page, name):
    close(in_page(page, "output_units", f"([z, y]) => module.{name}(z, y)", PAIRS), LOSSES[name], name)


def test_sigmoid_and_softplus_are_those_of_the_library_far_out_too(page):
    z = np.concatenate([RNG.uniform(-800, 800, 994), [-800, -1, 0, 1, 37, 800]])
    got = in_page(page, "output_units", "z => [module.sigmoid(z), module.softplus(z)]", z.tolist())
    close(got, np.column_stack([sigmoid(z), softplus(z)]))


def test_the_softmax_at_a_temperature_and_its_entropy_are_those_of_the_library(page):
    cases = [[RNG.uniform(-3, 3, 3).tolist(), float(RNG.uniform(0.1, 5))] for _ in range(1000)]
    got = in_page(page, "output_units", "([logits, T]) => module.tempered(logits, T)", cases)
    p = np.array([output_units.tempered(*case) for case in cases])
    close(got, p)
    close(in_page(page, "output_units", "p => module.entropy(p)", p.tolist()), [costs.entropy(row) for row in p])


def naive(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """L and dL/dz by the formulas of the textbook, in numpy's floats."""
    with np.errstate(all="ignore"):
        s = 1 / (1 + np.exp(-z))
        P = np.where(y == 1, s, 1 - s)
        return np.column_stack([-np.log(P), np.where(y == 1, -1, 1) / P * s * (1 - s)])


def test_what_fails_on_paper_fails_here_at_the_same_places(page):
    z = np.concatenate([RNG.integers(-800, 801, 980), np.arange(-715, -705), np.arange(32, 42)]).astype(float)
    y = np.where(np.arange(1000) % 2, 1, 0)
    expected = np.concatenate([naive(z, y), naive(z, 1 - y)])
    cases = [[at, int(k)] for target in (y, 1 - y) for at, k in zip(z.tolist(), target)]
    got = in_page(page, "output_units", "([z, y]) => { const { L, G } = module.naive(z, y); return [L, G]; }", cases)
    assert np.isinf(expected).any() and np.isnan(expected).any()
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9)


def test_the_edge_is_the_first_whole_logit_that_overflows_in_numpy(page):
    z = np.arange(0, 801.0)
    first = {y: int((1 - 2 * y) * z[np.isinf(naive((1 - 2 * y) * z, np.full(801, y))[:, 0]).argmax()]) for y in (0, 1)}
    assert in_page(page, "output_units", "y => module.edge(y)", [0, 1]) == [first[0], first[1]]


def test_a_place_in_the_triangle_gives_logits_that_lead_back_to_it(page):
    back = """([u, v, T]) => module.tempered(module.logitsAt([u, v], T), T)"""
    p = RNG.dirichlet([4, 4, 4], 200)
    p = p[p.min(axis=1) > 0.05]
    corners = np.array([[28, 280], [292, 280], [160, 52]])
    got = in_page(page, "output_units", back, [[*place, 1.0] for place in (p @ corners).tolist()])
    assert len(p) > 100
    np.testing.assert_allclose(got, p, atol=0.02)                       # sliders go by 0.05


VIEWS = {"cost": ["z"], "temperature": ["T", "logits"], "overflow": ["far"]}


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_controls_of_its_own_and_each_moves_it(page, view):
    found = widget(page, "output_units")
    found.locator(f"input[value={view}]").check()
    sliders = [slider for slider in found.locator("input[type=range]").all() if slider.is_visible()]
    assert {slider.get_attribute("data-path").split('"')[1] for slider in sliders} == set(VIEWS[view])
    assert found.locator("input[value='0']").is_visible() is (view != "temperature")
    names = looks(found)["names"]
    assert len(names) == 2 and all(len(name) > 30 for name in names)
    for slider in sliders:
        before = looks(found)
        slider.press("ArrowLeft")
        after = looks(found)
        assert after["panels"] != before["panels"] and after["names"] != before["names"]


def test_the_numbers_at_the_edge_are_shown_side_by_side(page):
    found = widget(page, "output_units")
    found.get_by_role("button", name="To the first inf").press("Enter")
    seen, far = looks(found), found.locator("input[data-path*=far]")
    z = float(far.input_value())
    assert "loss inf, slope nan" in seen["names"][1] and f"stable: loss {-z:.0f}, slope −1" in seen["names"][1]
    assert "inf" in seen["sentence"] and "nan" in seen["sentence"]
    far.press("ArrowRight")                                              # one step nearer to 0 both ways agree
    assert "nan" not in looks(found)["names"][1] and "inf" not in looks(found)["names"][1]


@pytest.mark.parametrize("view, name", [("cost", "z"), ("overflow", "far"), ("temperature", "logits")])
def test_the_mark_can_be_dragged(page, view, name):
    found = widget(page, "output_units")
    found.locator(f"input[value={view}]").check()
    mark, slider = found.locator("svg[data-panel=left] circle").first, found.locator(f"input[data-path*={name}]").first
    before = slider.input_value()
    drag(found, mark, 55, 45)
    assert slider.input_value() != before

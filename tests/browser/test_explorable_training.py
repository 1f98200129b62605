"""The training explorer computes what ffedu computes: a step of each rule, whole walks, J and the limits of the rate."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import optim
from ffedu.widgets.training import TrainingExplorer

from .built import PLAIN
from .explorables import in_page, looks, widget

pytestmark = pytest.mark.slow

RNG_SEED, N = 8, 1000
ONE_STEP = """([rule, valley, theta, memory, rates]) => {
    const [next, kept] = module.rules[rule](theta, memory, module.slopeOf(valley), rates);
    return [next, kept === null ? [] : Array.isArray(kept) ? [kept] : [kept.s, kept.r, [kept.t, kept.t]]];
}"""
LINK = "#state:training=%7B%22"


def valleys(rng: np.random.Generator) -> list[dict]:
    """Random quadratics: a positive definite H, and its minimum."""
    A = rng.uniform(-2, 2, (N, 2, 2))
    H = A @ A.transpose(0, 2, 1) + 0.1 * np.eye(2)
    return [{"H": h.tolist(), "best": best.tolist()} for h, best in zip(H, rng.uniform(-5, 5, (N, 2)))]


def drawn(rule: str) -> list[list]:
    """Random cases of a rule: quadratic, theta, what it remembers (every tenth time nothing), rates."""
    rng, cases = np.random.default_rng(RNG_SEED), []
    for k, valley in enumerate(valleys(rng)):
        theta, v, s = rng.uniform(-5, 5, (3, 2)).tolist()
        memory = {"s": s, "r": rng.uniform(0, 9, 2).tolist(), "t": int(rng.integers(1, 300))} if rule == "adam" else v
        rates = {"epsilon": rng.uniform(0.001, 0.2), "alpha": rng.uniform(0, 0.99), "epsilon_adam": rng.uniform(0.01, 1)}
        cases.append([rule, valley, theta, None if rule == "sgd" or k % 10 == 0 else memory, rates])
    return cases


def by_library(rule: str, valley: dict, theta: list, memory: object, rates: dict) -> tuple[np.ndarray, list]:
    """The next point and what is remembered, by `optim`."""
    slope, (epsilon, alpha, epsilon_adam) = slope_of(valley), rates.values()
    theta = np.array(theta)
    if rule == "sgd":
        return optim.sgd(theta, slope(theta), epsilon=epsilon).theta, []
    if rule == "adam":
        state = optim.AdamState(np.array(memory["s"]), np.array(memory["r"]), memory["t"]) if memory else None
        step = optim.adam(theta, slope(theta), state, epsilon_adam)
        return step.theta, [step.state.s, step.state.r, [step.state.t] * 2]
    v = None if memory is None else np.array(memory)
    g = slope(optim.look_ahead(theta, v, alpha) if rule == "nesterov" else theta)
    step = optim.momentum(theta, g, v, epsilon, alpha)
    return step.theta, [step.state]


def slope_of(valley: dict):
    return lambda theta: np.array(valley["H"]) @ (theta - np.array(valley["best"]))


@pytest.mark.parametrize("rule", ["sgd", "momentum", "nesterov", "adam"])
def test_a_step_is_that_of_the_library(visit, rule):
    cases = drawn(rule)
    got = in_page(visit("notebooks/training", PLAIN).page, "training", ONE_STEP, cases)
    for case, (theta, kept) in zip(cases, got, strict=True):
        expected, memory = by_library(*case)
        np.testing.assert_allclose(theta, expected, rtol=0, atol=1e-9)
        np.testing.assert_allclose(np.reshape(kept, (-1, 2)), np.reshape(memory, (-1, 2)), rtol=0, atol=1e-9)


def test_walks_on_the_chapters_points_are_those_of_the_library(visit):
    """The front end goes down H (theta - best), the library down Phi^T (Phi theta - y) / m; 40 steps at rates that arrive."""
    rng, page = np.random.default_rng(RNG_SEED), visit("notebooks/training", PLAIN).page
    widgets = [TrainingExplorer(*map(float, draw), step=40) for draw in rng.uniform(
        [-4, -2, 0.0005, 0, 0.01], [14, 8, 0.038, 0.99, 1], (50, 5))]
    for rule in ("sgd", "momentum", "nesterov", "adam"):
        got = in_page(page, "training", "([rule, valley, state]) => module.walk(rule, valley, state, state.step)",
                      [[rule, widget._data, widget.state()] for widget in widgets])
        np.testing.assert_allclose(got, [widget.walks[rule] for widget in widgets], rtol=0, atol=1e-9)


def test_cost_and_limits_are_those_of_the_library(visit):
    rng, page = np.random.default_rng(RNG_SEED), visit("notebooks/training", PLAIN).page
    cases = [[valley, theta.tolist()] for valley, theta in zip(valleys(rng), rng.uniform(-5, 5, (N, 2)))]
    got = in_page(page, "training", "([valley, theta]) => module.above(valley, theta)", cases)
    off = [(np.array(theta) - valley["best"], np.array(valley["H"])) for valley, theta in cases]
    np.testing.assert_allclose(got, [d @ H @ d / 2 for d, H in off], rtol=0, atol=1e-9)
    widget = TrainingExplorer()
    for alpha, found in zip(alphas := rng.uniform(0, 0.99, N), in_page(
            page, "training", "([limit, alpha]) => module.limits(limit, alpha)",
            [[widget._data["limit"], float(alpha)] for alpha in alphas]), strict=True):
        widget.alpha = float(alpha)
        assert found == pytest.approx(widget.limits, rel=0, abs=1e-9)


def test_the_start_is_dragged_and_dropped(visit):
    """A drag of the ring to a place, and a click on another: the start is there, to a tenth."""
    page = visit("notebooks/training", PLAIN).page
    found = widget(page, "training")
    found.locator("svg[data-panel=plane]").scroll_into_view_if_needed()
    box = found.locator("svg[data-panel=plane]").bounding_box()
    def at(b, w):
        return box["x"] + (32 + 280 * (b + 4) / 18) * box["width"] / 320, box["y"] + (284 - 276 * (w + 2) / 10) * box["height"] / 320
    page.mouse.move(*at(0, 0))
    page.mouse.down()
    page.mouse.move(*at(9, 6), steps=4)
    page.mouse.up()
    assert start(found) == pytest.approx([9, 6], abs=0.11)
    page.mouse.click(*at(-2, 5))
    assert start(found) == pytest.approx([-2, 5], abs=0.11)


def start(found) -> list[float]:
    looks(found)
    return [float(found.get_by_role("slider", name=name, exact=True).input_value()) for name in ("b", "w")]


def test_beyond_the_limit_the_words_say_so(visit):
    page = visit("notebooks/training", PLAIN).page
    found = widget(page, "training")
    found.get_by_role("checkbox", name="Nesterov").uncheck()                    # its own limit is passed long before
    said = {}
    for name in ("below", "beyond"):
        found.locator(f"button[name={name}]").click()
        said[name] = looks(found)["sentence"]
    assert "gradient descent (2/λmax" not in said["below"] and "multiplies the distance across the valley by −0.98" in said["below"]
    assert "beyond the limit of gradient descent (2/λmax = 0.0584)" in said["beyond"] and "grows without end" in said["beyond"]


@pytest.mark.parametrize("state", ['epsilon":-1', 'step":1e9', 'b":1e300', 'alpha":7', 'epsilon_adam":-3'])
def test_a_link_beyond_the_sliders_still_draws(visit, state):
    opened = visit("notebooks/training", PLAIN, LINK + state + "%7D")
    seen = looks(widget(opened.page, "training"))
    assert "NaN" not in seen["panels"] + seen["sentence"] and "Infinity" not in seen["panels"], state
    assert not opened.faults, f"{opened}: {opened.faults}"

"""The perceptron explorer computes what ffedu computes: the course of the rule, who is separable, Novikoff's bound."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import perceptron, separability
from ffedu.widgets.perceptron import PerceptronExplorer

from .built import PLAIN
from .explorables import in_page, looks, widget

pytestmark = pytest.mark.slow

N, SEED = 1000, 12
COURSE = "([points, most]) => module.run(points, most)"


def sets(on_grid: bool) -> list[list]:
    """Random points of two classes: on quarters, as the controls give them, or anywhere."""
    rng, found = np.random.default_rng(SEED), []
    for m in rng.integers(2, 12, N, endpoint=True):
        X = rng.integers(-8, 12, (m, 2), endpoint=True) / 4 if on_grid else rng.uniform(-2, 3, (m, 2))
        by_line = X @ rng.standard_normal(2) > rng.uniform(-1, 1)               # half of the sets are separable
        found.append(np.column_stack([X, by_line if len(found) % 2 else rng.integers(0, 2, m)]).astype(float).tolist())
    return found


def parts(points: list) -> tuple[np.ndarray, np.ndarray]:
    rows = np.array(points)
    return perceptron.with_bias(rows[:, :2]), 2 * rows[:, 2] - 1


@pytest.mark.parametrize("on_grid", [True, False])
def test_the_course_of_the_rule_is_that_of_the_library(visit, on_grid):
    cases, ended = [[points, 60] for points in sets(on_grid)], 0
    got = in_page(visit("notebooks/perceptron", PLAIN).page, "perceptron", COURSE, cases)
    for (points, most), found in zip(cases, got, strict=True):
        run = perceptron.rosenblatt(*parts(points), epochs=most)
        assert found["converged"] == (run.converged and len(run.updates) <= most)
        assert [(u["epoch"], u["i"]) for u in found["updates"]] == [(u.epoch, u.i) for u in run.updates[:most]]
        for name in ("before", "after"):
            np.testing.assert_allclose([u[name] for u in found["updates"]], [getattr(u, name) for u in run.updates[:most]],
                                       rtol=0, atol=1e-9)
        ended += found["converged"]
    assert 100 < ended < N - 100                                                # both kinds were compared


def test_it_knows_which_sets_are_separable(visit):
    """On quarters the library decides in whole numbers, with a proof."""
    cases = sets(on_grid=True)
    got = in_page(visit("notebooks/perceptron", PLAIN).page, "perceptron", "points => module.widest(points)", cases)
    verdicts = [separability.decide(4 * np.array(points)[:, :2], np.array(points)[:, 2], epochs=200_000) for points in cases]
    assert [w is not None for w in got] == [verdict.separable for verdict in verdicts]
    assert 100 < sum(verdict.separable for verdict in verdicts) < N - 100


def test_the_bound_is_novikoffs_for_the_widest_margin(visit):
    """w is a mean of the y phi with weights >= 0, so no other w has a margin above |w|; its own is |w|."""
    page, cases = visit("notebooks/perceptron", PLAIN).page, sets(on_grid=True)
    got = in_page(page, "perceptron", "points => [module.widest(points), module.bound(points)]", cases)
    compared = 0
    for points, (w, found) in zip(cases, got, strict=True):
        if w is None:
            assert found["gamma"] == 0
            continue
        R, gamma, bound = perceptron.novikoff(*parts(points), w)
        np.testing.assert_allclose([found["R"], found["gamma"]], [R, gamma], rtol=0, atol=1e-9)
        np.testing.assert_allclose(found["bound"], bound, rtol=1e-9)
        np.testing.assert_allclose(gamma, np.linalg.norm(w), rtol=0, atol=1e-7)
        assert in_hull(w, points)
        run = perceptron.rosenblatt(*parts(points), epochs=300)
        assert len(run.updates) <= bound + 1e-6
        compared += 1
    assert compared > 100


def in_hull(w: list, points: list) -> bool:
    """Whether w is a mean of the y phi, with weights >= 0 that sum to 1: at most three of them are needed."""
    Phi, y = parts(points)
    S = np.unique(y[:, None] * Phi, axis=0)
    at = S[S @ w <= np.dot(w, w) + 1e-9]                          # only those that are nearest along w can have weight
    A = np.vstack([at.T, np.ones(len(at))])
    return any(np.allclose(A[:, k] @ shares, [*w, 1], atol=1e-7) and shares.min() >= -1e-7
               for k in subsets(len(at)) for shares in [np.linalg.lstsq(A[:, k], np.array([*w, 1]), rcond=None)[0]])


def subsets(n: int) -> list[list[int]]:
    return [sorted({i, j, k}) for i in range(n) for j in range(i, n) for k in range(j, n)]


def at(found, x1: float, x2: float) -> tuple[float, float]:
    """Where a place of the plane stands on the screen."""
    svg = found.locator("svg[data-panel=x]")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    return box["x"] + (32 + 276 * (x1 + 2) / 5) * box["width"] / 320, box["y"] + (284 - 276 * (x2 + 2) / 5) * box["height"] / 320


def sliders(found) -> dict[str, str]:
    looks(found)
    return {name: found.get_by_role("slider", name=name, exact=True).input_value() for name in ("number", "x₁", "x₂")}


def test_points_are_dragged_added_and_removed(visit):
    page = visit("notebooks/perceptron", PLAIN).page
    found = widget(page, "perceptron")
    page.mouse.move(*at(found, 1, 1))
    page.mouse.down()
    page.mouse.move(*at(found, 2, -1), steps=4)
    page.mouse.up()
    assert sliders(found) == {"number": "4", "x₁": "2", "x₂": "-1"}            # snapped to quarters, and now the chosen one
    page.mouse.click(*at(found, -1.5, 2.5))
    assert sliders(found) == {"number": "5", "x₁": "-1.5", "x₂": "2.5"} and looks(found)["numbers"][-1].endswith("of 5")
    found.get_by_role("button", name="Remove").click()
    assert sliders(found) == {"number": "4", "x₁": "2", "x₂": "-1"} and looks(found)["numbers"][-1].endswith("of 4")


def test_there_are_two_to_twelve_points(visit):
    page = visit("notebooks/perceptron", PLAIN).page
    found = widget(page, "perceptron")
    for name, last in (("Add", "of 12"), ("Remove", "of 2")):
        button = found.get_by_role("button", name=name)
        for _ in range(20):
            if button.is_disabled():
                break
            button.click()
            looks(found)
        assert button.is_disabled() and looks(found)["numbers"][-1].endswith(last)
        if name == "Add":
            page.mouse.click(*at(found, -1.75, 2.75))            # nor does a click add a thirteenth
            assert looks(found)["numbers"][-1].endswith(last)


def test_the_words_say_how_it_ends(visit):
    found = widget(visit("notebooks/perceptron", PLAIN).page, "perceptron")
    said = {}
    for name in ("or", "and", "xor"):
        found.locator(f"button[name={name}]").click()
        looks(found)
        found.get_by_role("slider", name="correction").press("End")
        said[name] = looks(found)["sentence"]
    assert "After 9 corrections every point is right" in said["or"] and "the bound is 27" in said["or"]
    assert "After 18 corrections every point is right" in said["and"] and "the bound is 51" in said["and"]
    assert "No line separates the classes" in said["xor"] and "the rule never ends" in said["xor"]


def test_the_two_bounds_are_drawn_to_meet_where_it_is_said(visit):
    """The straight line from 0 of kγ, drawn, goes through the ring at k = (R / gamma)^2, for sets of every slope."""
    found, compared = widget(visit("notebooks/perceptron", PLAIN).page, "perceptron"), 0
    for name in ("or", "and", *["random"] * 6):
        found.locator(f"button[name={name}]").click()
        looks(found)
        line, ring = found.locator("svg[data-panel=proof] .second"), found.locator("svg[data-panel=proof] .done")
        (u0, v0), (u1, v1) = (map(float, p.split()) for p in line.get_attribute("d")[1:].split("L"))
        if ring.count():
            u, v = (float(ring.get_attribute(key)) for key in ("cx", "cy"))
            assert (u - u0) * (v1 - v0) == pytest.approx((v - v0) * (u1 - u0), rel=0.01) and u0 < u < 420
            compared += 1
    assert compared >= 4


@pytest.mark.parametrize("state", ['points":[]', 'points":[[0,0,0]]', 'points":[[9,-1e300,0.4],[1,1,7]]', 'step":1e9',
                                   'chosen":-4', 'points":[[0,0,0],[0,0,1]]', 'points":[[1,1,1],[1,1,1]]'])
def test_a_link_beyond_the_controls_still_draws(visit, state):
    link = "#state:perceptron=" + "".join(f"%{ord(c):02X}" for c in '{"' + state + "}")
    opened = visit("notebooks/perceptron", PLAIN, link)
    seen = looks(widget(opened.page, "perceptron"))
    assert "NaN" not in seen["panels"] + seen["sentence"] and "Infinity" not in seen["panels"] + seen["sentence"], state
    assert not opened.faults, f"{opened}: {opened.faults}"

"""The approximation explorer: its networks are the library's and the chapter's race, its floors are true."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from chapters import NOTEBOOKS, load

from ffedu import approximation, piecewise
from ffedu.widgets import approximation as module
from ffedu.widgets.approximation import ApproximationExplorer, chords, floors, levels

KINDS = ApproximationExplorer.class_traits()["kind"].words
SIZES = range(module.FEWEST, module.MOST + 1)


def row(text: str, target: str, way: str) -> list[str]:
    """The numbers of one way to build in the chapter's table of the race."""
    part = text[text.index(target):]
    return re.search(rf"^  {way} +(.*)$", part, re.MULTILINE).group(1).replace("< 1e-5", "<").split()


@pytest.mark.parametrize("target, name", [("sine", "sin on [0.5, 2.5]"), ("square", "x² on [0, 1]"),
                                          ("abs", "|x| on [-1, 1]"), ("step", "step on [-1, 1]")])
@pytest.mark.parametrize("kind, way", [("staircase", "staircase"), ("bumps", "bumps"), ("placed", "free knots")])
def test_its_errors_are_those_of_the_race(target, name, kind, way):
    printed = row(race(), name, way)
    for N, e in zip((4, 8, 16, 32, 64), printed):
        error = ApproximationExplorer(target, kind, N).error
        if e == "<":
            assert error < 1e-5
        else:
            assert abs(error - float(e)) <= 0.51 * 10.0 ** -len(e.split(".")[1])


def race() -> str:
    path = next(path for path in NOTEBOOKS if path.stem == "approximation")
    cell = next(cell for cell in load(path)["cells"] if cell["id"] == "race-table")
    return "".join(part for output in cell["outputs"] for part in output["text"])


def test_the_networks_are_those_of_the_library():
    f, L, a, b, _ = module.TARGETS["exp"]
    placed = ApproximationExplorer("exp", "placed", 7).network
    np.testing.assert_array_equal(placed.t, approximation.equidistributed(np.exp, np.exp, 7, a, b).F.t)
    steps = ApproximationExplorer("exp", "bumps", 7).network
    np.testing.assert_array_equal(steps.m, approximation.bumps(f, 3, L, a, b).m)


@pytest.mark.parametrize("kind", KINDS[2:])
@pytest.mark.parametrize("target", module.TARGETS)
def test_no_relu_network_takes_more_units_than_it_has_or_gets_below_the_floor(target, kind):
    for N, floor in zip(SIZES, floors(target)[1]):
        widget = ApproximationExplorer(target, kind, N)
        assert len(piecewise.to_relu(widget.network).t) <= N
        assert widget.error >= floor * (1 - 1e-5) - 1e-15


@pytest.mark.parametrize("kind", KINDS[:2])
@pytest.mark.parametrize("target", ["sine", "exp", "square", "abs"])
def test_no_hard_steps_get_below_the_floor(target, kind):
    f, _, a, b, _ = module.TARGETS[target]
    for N, floor in zip(SIZES, floors(target)[0]):
        net = ApproximationExplorer(target, kind, N).network
        beside = [np.clip(net.m + side * 1e-9, a, b) for side in (-1, 1)]
        x = np.concatenate([np.linspace(a, b, 1001), *beside])
        hard = approximation.step_net(net._replace(k=1e12), x)
        assert np.abs(hard - f(x)).max() >= floor * (1 - 1e-5)


def test_soft_steps_can_get_below_it():
    widget = ApproximationExplorer("abs", "staircase", 8)
    assert widget.error < floors("abs")[0][8 - module.FEWEST]


@pytest.mark.parametrize("target", ["sine", "exp", "square", "abs"])
def test_levels_are_the_best_that_a_search_finds(target):
    """The floor of steps is reached: the fewest levels within sup of f, one after the other, are no more."""
    f, _, a, b, _ = module.TARGETS[target]
    values = f(np.linspace(a, b, 4001))
    for n in (3, 6, 13):
        sup = levels(module.TARGETS[target].moves, n)
        assert needed(values, sup * 1.001) <= n < needed(values, sup * 0.99)


def needed(values: np.ndarray, sup: float) -> int:
    """How many levels a greedy hand needs to stay within sup of the values."""
    n, low, high = 1, values[0], values[0]
    for v in values:
        low, high = min(low, v), max(high, v)
        if high - low > 2 * sup:
            n, low, high = n + 1, v, v
    return n


def test_chords_are_equal_to_six_digits_and_no_other_knots_do_better():
    rng = np.random.default_rng(0)
    for target in ("sine", "exp"):
        f, _, a, b, _ = module.TARGETS[target]
        for n in (3, 17, 65):
            found = chords(f, module.WHERE[target], a, b, n)
            assert np.ptp(found) <= 1e-6 * found.max()
            for _ in range(50):
                t = np.concatenate([[a], np.sort(rng.uniform(a, b, n - 1)), [b]])
                assert module._off(f, module.WHERE[target], t).max() >= found.min()


def test_the_best_known_network_stands_on_its_floor():
    for N, floor in zip(SIZES, floors("square")[1]):
        assert floor == pytest.approx(1 / (8 * (N + 0.5) ** 2), rel=1e-5)
        assert ApproximationExplorer("square", "placed", N).error == pytest.approx(floor, rel=1e-5)


@pytest.mark.parametrize("N", [2, 5, 12])
def test_the_floor_counts_a_piece_more_than_units(N):
    """A flat piece costs no unit: with one in front, N units get below the best N pieces, and not below the floor."""
    low, high = 0.0, 5.0
    for _ in range(60):
        p = (low + high) / 2
        low, high = (p, high) if chords(np.exp, np.log, p, 5, N).max() > np.exp(p) - 1 else (low, p)
    t = even_knots(p, N)
    F = piecewise.Piecewise(np.append(0, t), np.append((np.exp(p) + 1) / 2, np.exp(t) - (np.exp(p) - 1) / 2))
    x = np.concatenate([np.linspace(0, 5, 1001), t, np.log(piecewise.slopes(F)[1:])])
    error = np.abs(piecewise.evaluate(F, x) - np.exp(x)).max()
    assert len(piecewise.to_relu(piecewise.Piecewise(F.t, np.append(F.v[1], F.v[1:]))).t) == N
    assert floors("exp")[1][N - module.FEWEST] <= error < chords(np.exp, np.log, 0, 5, N).min() / 2


def even_knots(a: float, n: int) -> np.ndarray:
    """Knots from a to 5 whose n chords are all off from e^x by as much, by bisection of each end."""
    gap, t = chords(np.exp, np.log, a, 5, n).max(), [a]
    for _ in range(n - 1):
        low, high = t[-1], 5.0
        for _ in range(60):
            middle = (low + high) / 2
            wide = module._off(np.exp, np.log, np.array([t[-1], middle]))[0] > gap
            low, high = (low, middle) if wide else (middle, high)
        t.append(low)
    return np.array([*t, 5.0])

"""The figures of the chapter on approximation, for the rules of test_figures.py, and what their alt texts say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import approximation as app, figures

x = np.linspace(0, 1, 501)
y = np.sin(2 * np.pi * x)
NEAR = (np.abs(y) < 0.1).astype(float)
N = [4, 8, 16, 32, 64, 128]
FALLING = {"steps": [1 / n for n in N], "bends": [1 / n**2 for n in N], "exact": [0.0] * 6}
PANELS = {"sine": FALLING, "|x|": {"steps": [2 / n for n in N], "bends": [0.0] * 6, "exact": [0.0] * 6},
          "jump": {"steps": [1.0] * 6, "bends": [0.5] * 6, "exact": [0.5] * 6}, "x²": FALLING}
SQUARE = np.add.outer(np.linspace(0, 1, 11), np.linspace(0, 1, 11) ** 2)
ALIKE = {name: [32, 96, 96, 32] for name in ("majority", "opposite", "nearest", "one unit")}
UNLIKE = {"majority": [6, 28, 50, 20], "opposite": [20, 50, 28, 6], "nearest": [4, 26, 50, 24],
          "one unit": [6, 19, 51, 28]}
NAMES = ("all 256 functions", "the 104 of one unit")


def climbs(*widths: int) -> dict[str, np.ndarray]:
    nets = {n: app.staircase(lambda t: np.sin(2 * np.pi * t), n, 7.0) for n in widths}
    return {f"increments, {n} units": app.step_net(net, x) for n, net in nets.items()}


def table(n: int) -> app.StepNet:
    return app.bumps(np.exp, n, np.e, sharpness=8.0)


FIGURES: dict[str, tuple[Callable, Callable]] = {
    "approximation.indicator": (lambda: figures.approximation.indicator(x, y, NEAR, (x < 0.016).astype(float)),
                                lambda: figures.approximation.indicator(x, y**2, NEAR, 0 * x)),
    "approximation.panels": (lambda: figures.approximation.panels(x, y, climbs(4, 16, 64)),
                             lambda: figures.approximation.panels(x, y, climbs(8), points=([0.1, 0.5], [0.3, -0.2]))),
    "approximation.bumps": (lambda: figures.approximation.bumps(table(8), x, np.exp(x)),
                            lambda: figures.approximation.bumps(table(4), x, np.exp(x))),
    "approximation.rates": (lambda: figures.approximation.rates(N, PANELS),
                            lambda: figures.approximation.rates(N, {"sine": FALLING})),
    "approximation.jump": (lambda: figures.approximation.jump([10, 100, 1000, 10_000]),
                           lambda: figures.approximation.jump([2, 20])),
    "approximation.surface": (lambda: figures.approximation.surface(SQUARE, SQUARE + 0.05, np.linspace(-1, 1, 30)),
                              lambda: figures.approximation.surface(SQUARE, 0 * SQUARE, [0.5, -0.25])),
    "approximation.lunch": (lambda: figures.approximation.lunch(ALIKE, UNLIKE, NAMES),
                            lambda: figures.approximation.lunch({"a": [1, 2, 1]}, {"a": [0, 2, 2]}, ("all", "some"))),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = {name: first()[1] for name, (first, _) in FIGURES.items()}
    assert "the 3 stretches" in alt["approximation.indicator"]
    error = np.abs(climbs(16)["increments, 16 units"] - y).max()
    assert f"{error:.3f}".rstrip("0") in alt["approximation.panels"]
    assert "steps 0.0078" in alt["approximation.rates"] and "exact below 0.000001" in alt["approximation.rates"]
    assert "falls from 0.14 at k = 10 to 0.00014 at k = 10000" in alt["approximation.jump"]
    assert "differ by at most 0.05" in alt["approximation.surface"]
    assert "majority 0.603, opposite 0.397, nearest 0.635 and one unit 0.657" in alt["approximation.lunch"]


@pytest.mark.parametrize(("draw", "error", "words"), [
    (lambda: figures.approximation.jump([3]), ValueError, "k needs at least two numbers above 0"),
    (lambda: figures.approximation.panels(x, y, {}), ValueError, "networks needs 1 to 3 entries, got 0"),
    (lambda: figures.approximation.panels(x, y[:3], climbs(4)), ValueError, r"y needs shape \(501,\), got \(3,\)"),
    (lambda: figures.approximation.bumps(3, x, y), TypeError, "net needs a StepNet, got int"),
    (lambda: figures.approximation.rates(N, [1]), TypeError, "errors needs a Mapping, got list"),
    (lambda: figures.approximation.lunch({}, {}, NAMES), ValueError, "learners needs 1 to 4 entries, got 0"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(draw: Callable, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        draw()

"""The figures of the perceptron chapter, for test_figures.py, and what their words say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import data, figures, perceptron, separability

PHI = perceptron.with_bias(data.corners(2))
RUNS = {name: perceptron.rosenblatt(PHI, 2 * data.gate(name).y - 1, epochs=20) for name in ("OR", "AND", "XOR")}
POINTS = [data.halves(np.random.default_rng(seed), 40, 0.1) for seed in (15, 26)]
FOUND = [perceptron.rosenblatt(perceptron.with_bias(p.X), 2 * p.y - 1) for p in POINTS]
CENSUS = separability.census(2)
FALL, OUT, TARGET = np.geomspace(0.7, 0.02, 200), np.array([0.0, 0.02, 0.03, 0.97]), [0, 0, 0, 1]

# name: the figure of the reference data, and the figure of other data
FIGURES: dict[str, tuple[Callable, Callable]] = {
    "perceptron.gates": (
        lambda: figures.perceptron.gates({name: perceptron.GATES[name] for name in ("AND", "OR", "NAND")}),
        lambda: figures.perceptron.gates({"never": perceptron.Unit((0.0, 0.0), -1.0)})),
    "perceptron.corrections": (
        lambda: figures.perceptron.corrections([1, 2], [([1.5, -1.5], 1), ([2, 0.5], -1)]),
        lambda: figures.perceptron.corrections([1, 0], [([-0.5, 2], 1), ([1.5, -1.5], -1)])),
    "perceptron.mistakes": (lambda: figures.perceptron.mistakes(RUNS, {"OR": 27.0, "AND": 51.0}),
                            lambda: figures.perceptron.mistakes({"OR": RUNS["OR"]}, {})),
    "perceptron.plane": (lambda: figures.perceptron.plane(POINTS[0], FOUND[0]),
                         lambda: figures.perceptron.plane(POINTS[1], FOUND[1])),
    "perceptron.bound": (
        lambda: figures.perceptron.bound({1.0: [1, 2, 3], 0.1: [5, 9, 7]}, {1.0: [50, 45, 60], 0.1: [5e3, 4e3, 6e3]}),
        lambda: figures.perceptron.bound({0.5: [4, 6]}, {0.5: [200, 300]})),
    "perceptron.sixteen": (lambda: figures.perceptron.sixteen(CENSUS),
                           lambda: figures.perceptron.sixteen([CENSUS[1]] * 16)),
    "perceptron.cheat": (lambda: figures.perceptron.cheat(FALL / 20, FALL, 1 - OUT / 9, OUT, TARGET),
                         lambda: figures.perceptron.cheat(FALL, FALL / 2, OUT, 1 - OUT, TARGET)),
}


def words(name: str) -> str:
    return FIGURES[f"perceptron.{name}"][0]()[1]


def test_what_the_words_say() -> None:
    assert "AND with w = (1, 1) and b = −1.5 says 1 at 1 of the four corners: (1, 1)" in words("gates")
    assert "108.4 degrees with w, and 56.3" in words("corrections")
    assert "OR 9 in 6 epochs, bound 27, then none" in words("mistakes") and "XOR 80 in 20 epochs" in words("mistakes")
    assert "has 40 of the points on their right side" in words("plane")
    assert "14 with a straight cut" in words("sixteen") and words("sixteen").endswith("2 without: XOR and XNOR.")
    assert "gap 0.1 has a median of 7 corrections" in words("bound") and "1 of 4 right" in words("cheat")


def test_input_is_checked() -> None:
    with pytest.raises(TypeError, match="units needs a Mapping"):
        figures.perceptron.gates([perceptron.GATES["AND"]])
    with pytest.raises(ValueError, match="verdicts needs 16 verdicts, got 4"):
        figures.perceptron.sixteen(CENSUS[:4])
    with pytest.raises(ValueError, match="units needs one to three units, got 5"):
        figures.perceptron.gates(perceptron.GATES)

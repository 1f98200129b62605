"""The figures of the chapter on depth: their table, which test_figures.py checks, and what they say in words."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import depth, figures, mlp

X = np.linspace(0, 1, 129)
TENTS = {l: mlp.forward(depth.tent(l), X[:, None]).z[:, 0] for l in (1, 2, 3)}
FOUND = {1: [3, 3, 2], 2: [4, 6, 5], 3: [4, 9, 6]}
LOW, HIGH = ({l: bound(1, l * [2]) for l in FOUND} for bound in (depth.montufar, depth.most))
LINES = [mlp.Layer(np.array([[1.0, 0, 1], [0, 1, 1]]), np.array([-0.5, -0.5, -0.75])),
         mlp.Layer(np.ones((3, 1)), np.zeros(1))]
FOLDED = [mlp.Layer(np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]]), np.array([0, -0.5, 0, -0.5])),
          mlp.Layer(np.array([[2.0, 0], [-4, 0], [0, 2], [0, -4]]) @ LINES[0].W, LINES[0].b), LINES[1]]
UNITS = np.array([3, 6, 9])
SHEET = (np.indices((21, 21)).sum(0) % 2).astype(float)
RUNS = {1: [0.5, 0.6], 2: [0.7, 0.8], 3: [0.9, 0.9]}
SIZES = {"1 layer": {65: [0.5, 0.6], 609: [0.8, 0.8]}, "3 layers": {177: [0.7, 0.6], 609: [0.9, 0.9]}}
draw = figures.depth

FIGURES: dict[str, tuple[Callable, Callable]] = {
    "depth.folds": (lambda: draw.folds(depth.fold(2)), lambda: draw.folds(depth.fold(1))),
    "depth.teeth": (lambda: draw.teeth(TENTS, X), lambda: draw.teeth({2: TENTS[2]}, X)),
    "depth.counts": (lambda: draw.counts(FOUND, LOW, HIGH), lambda: draw.counts({2: FOUND[2]}, LOW, HIGH)),
    "depth.cells": (lambda: draw.cells({"folded first": FOLDED, "three lines": LINES}),
                    lambda: draw.cells({"lines": LINES})),
    "depth.square": (lambda: draw.square(UNITS, 1 / 8.0**UNITS, 1 / UNITS**2),
                     lambda: draw.square(UNITS[:2], [0.1, 0.01], [0.05, 0.02])),
    "depth.learnt": (lambda: draw.learnt({"wanted": SHEET, "none": 0 * SHEET}),
                     lambda: draw.learnt({"a": SHEET, "b": SHEET})),
    "depth.accuracy": (lambda: draw.accuracy(RUNS, SIZES),
                       lambda: draw.accuracy({1: RUNS[1]}, {"1 layer": SIZES["1 layer"]})),
}


def test_the_words_hold_the_numbers_of_the_data() -> None:
    alts = {name.split(".")[1]: make()[1] for name, (make, _) in FIGURES.items()}
    assert "2 layers: 16, 4 and 1 flags" in alts["folds"]
    assert "2 straight runs for 1 layer, 4 straight runs for 2 layers and 8 straight runs for 3 layers" in alts["teeth"]
    assert f"3 layers: median 6, largest 9, bounds {LOW[3]} and {HIGH[3]}" in alts["counts"]
    assert "28 cells (folded first) and 7 cells (three lines)" in alts["cells"]
    assert "3 units 0.00195 and 0.111" in alts["square"]
    assert "50 % of it cut away" in alts["learnt"] and "50 % (none)" in alts["learnt"]
    assert "0.55 for 1, 0.75 for 2 and 0.9 for 3 layers" in alts["accuracy"]
    assert "0.8 with 609 parameters" in alts["accuracy"]


@pytest.mark.parametrize("m", [1, 2, 3])
def test_every_flag_comes_to_lie_on_the_last_one(m: int) -> None:
    sheet = draw.folds(depth.fold(m))[0].axes[0]
    flags = [patch.get_xy()[:-1] for patch in sheet.patches if hasattr(patch, "xy") and len(np.shape(patch.xy)) == 2]
    folded = [mlp.forward(depth.fold(m), flag, "absolute").h[-1] for flag in flags]
    assert len(flags) == 4**m and all(np.allclose(flag, folded[0]) for flag in folded)


@pytest.mark.parametrize(("make", "error", "words"), [
    (lambda: draw.folds(depth.fold(4)), ValueError, "theta needs one to three folding layers, got 4"),
    (lambda: draw.teeth({0: X}, X), ValueError, "l needs a whole number of at least 1, got 0"),
    (lambda: draw.cells(LINES), TypeError, "networks needs a Mapping, got"),
    (lambda: draw.square(UNITS, [0.1], [0.1]), ValueError, "deep needs shape"),
])
def test_wrong_data_are_refused(make: Callable, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        make()

"""The figures of the chapter on costs, for the rules of test_figures.py, and what their alt texts say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import figures, linear_models, optim

Y = np.array([2.0, 3, 3, 4, 5, 6, 8, 12, 29])
EVEN = np.array([0.0, 1, 3, 5])
PHI = linear_models.polynomial([[-2], [-1], [0], [1], [2], [3]])


def _path(t: list[int], steps: int = 200) -> linear_models.Path:
    return linear_models.descend(linear_models.cross_entropy, PHI, t, [0, 0], epsilon=1.0, steps=steps)


def _way(*start: float) -> np.ndarray:
    def slope(w: np.ndarray) -> np.ndarray:
        return 2 * (w[0] * w[1] - 1) * w[::-1]
    return optim.descend(optim.sgd, slope, np.array(start), steps=500, epsilon=0.05).theta


PATHS = {"overlapping": _path([0, 0, 1, 0, 1, 1]), "separable": _path([0, 0, 0, 1, 1, 1])}
WAYS = [_way(*start) for start in ((0.6, 0.1), (-0.6, -0.1), (2.0, 0.1), (1.2, -1.2))]

FIGURES: dict[str, tuple[Callable, Callable]] = {
    "costs.constants": (lambda: figures.costs.constants(Y), lambda: figures.costs.constants(EVEN)),
    "costs.widths": (lambda: figures.costs.widths(Y, np.geomspace(2, 60, 60)),
                     lambda: figures.costs.widths(EVEN, [0.5, 1, 2, 4])),
    "costs.coin": (lambda: figures.costs.coin(0.7), lambda: figures.costs.coin(0.2)),
    "costs.growth": (lambda: figures.costs.growth(PATHS), lambda: figures.costs.growth({"one": PATHS["separable"]})),
    "costs.slopes": (lambda: figures.costs.slopes(np.linspace(-8, 4, 61)),
                     lambda: figures.costs.slopes(np.linspace(-3, 3, 31))),
    "costs.depth": (lambda: figures.costs.depth(WAYS), lambda: figures.costs.depth([_way(-1.0, 0.5)])),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = {name: first()[1] for name, (first, _) in FIGURES.items()}
    assert "lowest at the mean 8 with 63.56" in alt["costs.constants"]
    assert "lowest at the median 5 with 4.778" in alt["costs.constants"]
    assert f"sigma = {np.std(Y):.3f}" in alt["costs.widths"]
    assert "the entropy 0.6109, at q = 0.7" in alt["costs.coin"]
    assert "−0.25 for absolute error" in alt["costs.slopes"]
    assert "(1.2, −1.2) to (0, 0)" in alt["costs.depth"]
    length = np.linalg.norm(PATHS["separable"].w[-1])
    assert f"|w| at {length:.2f} after 200 steps" in alt["costs.growth"]


def test_an_even_sample_shows_the_middle_of_its_medians() -> None:
    assert "lowest at the median 2 with 1.75" in FIGURES["costs.constants"][1]()[1]


@pytest.mark.parametrize(("draw", "error", "words"), [
    (lambda: figures.costs.coin(1.0), ValueError, "p needs a number between 0 and 1, got 1.0"),
    (lambda: figures.costs.growth({}), ValueError, "paths needs 1 to 4 paths, got 0"),
    (lambda: figures.costs.growth({"a": 3}), TypeError, "needs a Path, got int"),
    (lambda: figures.costs.depth([]), ValueError, "ways needs 1 to 4 paths, got 0"),
    (lambda: figures.costs.widths(Y, [0.0, 1.0]), ValueError, "sigma needs at least two numbers above 0"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(draw: Callable, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        draw()

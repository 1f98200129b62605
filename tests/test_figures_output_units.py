"""The figures of the output units: the table that test_figures.py holds to its rules, and what their alt texts say."""
from collections.abc import Callable

import numpy as np
import pytest

from ffedu import density_units, experiment, figures, output_units

Z, ONE = np.linspace(-8, 8, 81), np.ones((81, 1))
NARROW = np.linspace(-3, 3, 61)
T = np.array([0.25, 1, 4])
RATES = {"cut-off line, squared error": experiment.wilson(64, 200), "sigmoid, likelihood": experiment.wilson(200, 200)}
GRID, Y = np.linspace(0, 1, 21), np.linspace(-0.2, 1.2, 71)


def saturation(z: np.ndarray) -> tuple:
    one = np.ones((len(z), 1))
    return figures.output_units.saturation(
        z, output_units.sigmoid_nll(z[:, None], one), output_units.sigmoid_squared(z, 1),
        output_units.dsigmoid_nll(z[:, None], one)[:, 0], output_units.dsigmoid_squared(z, 1))


def temperature(z: list, T: np.ndarray) -> tuple:
    return figures.output_units.temperature(T, np.array([output_units.tempered(z, t) for t in T]))


def variance(slope: float) -> tuple:
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 1, 100)
    y = x + (0.1 + slope * x) * rng.standard_normal(100)
    return figures.output_units.variance(x, y, GRID, {"constant variance": (GRID, np.full(21, 0.3)),
                                                      "learned variance": (GRID, 0.1 + slope * GRID)})


def density(*means: float) -> np.ndarray:
    """The same mixture of narrow Gaussians at every x."""
    n, m = len(means), len(Y)
    mu = np.tile(np.reshape(means, (1, n, 1)), (m, 1, 1))
    column = np.exp(-density_units.mixture_nll(np.zeros((m, n)), mu, np.full((m, n), -6.0), Y[:, None]))
    return np.tile(column[:, None], (1, len(GRID)))


def inverse(*means: float) -> tuple:
    x = np.linspace(0, 1, 30)
    shown = {"one Gaussian": density(0.5), "three Gaussians": density(*means)}
    return figures.output_units.inverse(x, x, GRID, Y, shown)


FIGURES: dict[str, tuple[Callable, Callable]] = {
    "output_units.saturation": (lambda: saturation(Z), lambda: saturation(NARROW)),
    "output_units.starts": (lambda: figures.output_units.starts(RATES),
                            lambda: figures.output_units.starts({"one": experiment.wilson(3, 20)})),
    "output_units.temperature": (lambda: temperature([0, 1, 2, 3], T), lambda: temperature([0, 2], T[:2])),
    "output_units.variance": (lambda: variance(0.4), lambda: variance(0.9)),
    "output_units.inverse": (lambda: inverse(0.2, 0.5, 0.8), lambda: inverse(0.1, 0.9)),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = saturation(Z)[1]
    assert "cross-entropy is 8 with slope −1" in alt and "with slope −0.295" in alt
    assert "32 % for cut-off line, squared error (interval 26 to 39)" in figures.output_units.starts(RATES)[1]
    assert "at T = 0.25 0, 0, 0.018 and 0.98" in temperature([0, 1, 2, 3], T)[1]
    assert "from 0.1 at x = 0 to 0.5 at x = 1" in variance(0.4)[1]


def test_hills_are_counted() -> None:
    assert "three Gaussians: 3 hills at y = 0.2, 0.5 and 0.8" in inverse(0.2, 0.5, 0.8)[1]
    assert "one Gaussian: 1 hill at y = 0.5" in inverse(0.1, 0.9)[1]


@pytest.mark.parametrize(("draw", "error", "words"), [
    (lambda: figures.output_units.starts({"a": 0.5}), TypeError, r"rates\['a'\] needs a Rate, got float"),
    (lambda: figures.output_units.temperature([1.0], [[1, 0], [0, 1]]), ValueError, r"shares needs shape \(1, k\)"),
    (lambda: figures.output_units.temperature([1, 2, 3, 4, 5], np.eye(5)), ValueError, "T needs at most 4 .*, got 5"),
    (lambda: saturation(Z[::-1]), ValueError, "z needs at least two rising numbers"),
    (lambda: figures.output_units.variance([0], [0], GRID, {}), ValueError, "fits needs one or two panels, got 0"),
])
def test_what_does_not_fit_is_refused(draw: Callable, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        draw()

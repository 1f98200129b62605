"""The figures of the chapter on hidden units: their table, which test_figures.py checks, and what they say in words."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import experiment, figures

Z = np.linspace(-3, 3, 241)
NAMES = ("relu", "leaky_relu", "absolute", "hard_tanh", "elu", "softplus", "sigmoid", "tanh", "cos", "linear", "step")
RATES = {"0": experiment.wilson(490, 1000), "0.1": experiment.wilson(830, 1000)}
RELU = np.column_stack([0 * Z, Z])
CENTRES = np.array([-0.75, -0.25, 0.25, 0.75])
SQUARE = 2 * Z[:, None] * CENTRES - CENTRES**2
MEANS = {"relu": (0.04, 0.01), "cos": (0.045, 0.02), "linear": (0.1, 0.012)}
draw = figures.hidden_units

FIGURES: dict[str, tuple[Callable, Callable]] = {
    "hidden_units.kinks": (lambda: draw.kinks(["step", "relu"]), lambda: draw.kinks(["absolute", "hard_tanh"])),
    "hidden_units.gallery": (lambda: draw.gallery(NAMES, Z), lambda: draw.gallery(NAMES[:5], Z)),
    "hidden_units.shares": (lambda: draw.shares(RATES, "bias", "share of active units"),
                            lambda: draw.shares({"one": RATES["0"]}, "bias", "share of active units")),
    "hidden_units.maxout": (lambda: draw.maxout({"relu": (Z, RELU), "$|z|$": (Z, RELU - Z[:, None] / 2)}),
                            lambda: draw.maxout({"$z^2$": (Z, SQUARE)})),
    "hidden_units.errors": (lambda: draw.errors(MEANS, "relu"), lambda: draw.errors(MEANS, "linear")),
}


def test_the_words_hold_the_numbers_of_the_data():
    alts = {name.split(".")[1]: make()[1] for name, (make, _) in FIGURES.items()}
    assert "step at 0: slope none from the left, 0 from the right" in alts["kinks"]
    assert "hard tanh: values −1 to 1, slopes left and right 0 and 1 at −1 and 1 and 0 at 1" in alts["gallery"]
    assert "49 % at 0 (interval 46 to 52)" in alts["shares"]
    assert "relu: 2 pieces, maximum 0 to 3" in alts["maxout"] and "$" not in alts["maxout"]
    assert "relu 0.040 ± 0.010, cos 0.045 ± 0.020 and linear 0.100 ± 0.012" in alts["errors"]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: draw.kinks(["relu"]), ValueError, "names needs 2 names of hidden_units.UNITS, got"),
    (lambda: draw.kinks(["relu", "tanh"]), ValueError, "names needs units with a kink"),
    (lambda: draw.gallery(["swish"], Z), ValueError, "names needs 1 to 12 names"),
    (lambda: draw.shares({}, "x", "y"), ValueError, "rates needs a rate or more"),
    (lambda: draw.shares({"a": 0.5}, "x", "y"), TypeError, r"rates\['a'\] needs a Rate, got float"),
    (lambda: draw.maxout({}), ValueError, "panels needs 1 to 3 units, got 0"),
    (lambda: draw.errors(MEANS, "elu"), ValueError, "means needs 'elu' and at most 12 units"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(call: Callable, error: type, sentence: str):
    with pytest.raises(error, match=sentence):
        call()

"""The figures of the chapter on functions, for test_figures.py, and what their words say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import experiment, figures

EXACT = {(3, 3): 54 / 512, (11, 11): 0.1844, (51, 101): 0.2026}
RATES = {(3, 3): experiment.wilson(1100, 10_000), (51, 101): experiment.wilson(2020, 10_000)}
WEIGHTS = np.zeros((2, 8, 8))
WEIGHTS[0, :, 3:5], WEIGHTS[0, :, :2], WEIGHTS[1, 7] = 1, -1, 1
ACTIVITY = np.array([[4.0, 11.4, 8, 7, 6, 5, 5, 5, 9, 6], [0, 0, 3.5, 1, 0, 1, 0, 0, 0, 1]])
X = np.linspace(-2, 2, 41)
CURVES = {2: (X, np.maximum(0, X), 2), 3: (-X, abs(X) + np.maximum(0, X - 1), 3)}

# name: the figure of the reference data, and the figure of other data
FIGURES: dict[str, tuple[Callable, Callable]] = {
    "functions.election": (lambda: figures.functions.election([[1, 1, 0], [1, 0, 1], [0, 0, 0]]),
                           lambda: figures.functions.election([[0, 0, 1, 1, 1]] * 3)),
    "functions.reversals": (lambda: figures.functions.reversals(EXACT, RATES, 0.206),
                            lambda: figures.functions.reversals({(3, 5): 0.128}, {(3, 5): RATES[3, 3]}, 0.2)),
    "functions.network": (lambda: figures.functions.network([3, 5, 4, 2]),
                          lambda: figures.functions.network([2, 6, 6, 6, 6, 1])),
    "functions.patterns": (lambda: figures.functions.patterns(WEIGHTS, ACTIVITY),
                           lambda: figures.functions.patterns(WEIGHTS[:1], ACTIVITY[1:])),
    "functions.bends": (lambda: figures.functions.bends(X, CURVES),
                        lambda: figures.functions.bends(X, {1: (X, X, 1)})),
}


def words(name: str) -> str:
    return FIGURES[f"functions.{name}"][0]()[1]


def test_what_the_words_say() -> None:
    assert "2 of 3, 2 of 3 and 0 of 3 voters say 1. 2 of the states say 1" in words("election")
    assert words("election").endswith("the result is 1, for 4 of 9 votes.")
    assert "3 states of 3: 10.5 %" in words("reversals") and "limit 20.6 %" in words("reversals")
    assert "width 5, depth 3" in words("network") and "3 by 5, 5 by 4 and 4 by 2" in words("network")
    assert "unit 1 is most active for 1, at 11, and least for 0, at 4" in words("patterns")
    assert words("bends").endswith("2 at depth 2 and 3 at depth 3.")


def test_input_is_checked() -> None:
    with pytest.raises(ValueError, match="votes needs at most 15 votes of 0 or 1"):
        figures.functions.election([[2, 0, 1]])
    with pytest.raises(ValueError, match="widths needs 2 to 6 layers of at most 6 units"):
        figures.functions.network([3, 7])
    with pytest.raises(ValueError, match="weights needs one to three units, got 4"):
        figures.functions.patterns(np.zeros((4, 8, 8)), np.zeros((4, 10)))
    with pytest.raises(ValueError, match="curves needs one to four depths, got 0"):
        figures.functions.bends(X, {})

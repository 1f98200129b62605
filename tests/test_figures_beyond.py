"""The figures of the chapter beyond plain networks, for the rules of test_figures.py, and what their alt texts say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import connections, convolution, experiment, figures, recurrent

SHARES = {"dense": [(experiment.wilson(18, 20), experiment.wilson(9, 20))] * 2,
          "convolution": [(experiment.wilson(20, 20), experiment.wilson(19, 20))] * 2,
          "padded": [(experiment.wilson(20, 20), experiment.wilson(20, 20))] * 2}
KERNEL = np.arange(1.0, 76).reshape(1, 3, 5, 5)
M = convolution.conv2d(np.eye(144).reshape(144, 3, 6, 8), KERNEL, [0], padding=2).reshape(144, -1).T
L = np.array([2, 4, 8, 16, 32])
SPREAD = np.array([[0.5], [1.0], [2.0]])
NORMS = {0: SPREAD * 0.22**L, 1: 1 + 0.1 * SPREAD * L**0.1, 2: SPREAD**0.1 * np.ones(5)}
LAGS = np.arange(16)
SCORES = {"delay line": 1.0 * (LAGS < 7), "Elman": np.exp(-LAGS / 5), "Jordan": np.exp(-1.0 * LAGS)}
SIGNS = np.c_[np.where(LAGS % 3, 1.0, -1.0), LAGS == 4]
CELL = np.where(LAGS >= 4, 0.995, 0.0)
RUNS = [recurrent.memory(np.random.default_rng(seed), T=40, k=5) for seed in range(3)]
TRACES = {"plain": np.array([run.rnn for run in RUNS]), "LSTM": np.array([run.lstm for run in RUNS])}

FIGURES: dict[str, tuple[Callable, Callable]] = {
    "beyond.places": (lambda: figures.beyond.places(SHARES), lambda: figures.beyond.places({"dense": SHARES["dense"]})),
    "beyond.matrix": (lambda: figures.beyond.matrix(M), lambda: figures.beyond.matrix(convolution.toeplitz([1, 2], 9))),
    "beyond.fields": (lambda: figures.beyond.fields(connections.FIX, 28),
                      lambda: figures.beyond.fields((connections.CONV3, connections.CONV3), 12)),
    "beyond.depths": (lambda: figures.beyond.depths(L, NORMS), lambda: figures.beyond.depths(L, {1: NORMS[1]})),
    "beyond.recall": (lambda: figures.beyond.recall(SCORES),
                      lambda: figures.beyond.recall({"Elman": SCORES["Elman"][:8]})),
    "beyond.latch": (lambda: figures.beyond.latch(SIGNS, CELL), lambda: figures.beyond.latch(SIGNS[2:], CELL[2:])),
    "beyond.memory": (lambda: figures.beyond.memory(TRACES), lambda: figures.beyond.memory({"LSTM": TRACES["LSTM"]})),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = {name: first()[1] for name, (first, _) in FIGURES.items()}
    assert "dense 0.90 where the sign stood in training and 0.45 elsewhere" in alt["beyond.places"]
    assert "48 rows, one for each output, and 144 columns" in alt["beyond.matrix"]
    assert "only 75 different numbers" in alt["beyond.matrix"]
    assert "sees 1, 3, 5, 6, 10, 14, 16 and 24 pixels" in alt["beyond.fields"]
    assert f"plain chain: median {0.22**2:.1e} at 2 layers, {0.22**32:.1e} at 32" in alt["beyond.depths"]
    assert "delay line starts at 1.00 and is first below one half at lag 7" in alt["beyond.recall"]
    assert "The flag is up at step 5. After it the cell is at 0.995" in alt["beyond.latch"]
    assert f"at the last step, {np.median(TRACES['LSTM'][:, 0]):.1e} at step 0" in alt["beyond.memory"]


def test_a_line_that_never_falls_is_said_to_stay_above_one_half() -> None:
    assert "and stays above one half" in figures.beyond.recall({"kept": [1.0, 0.9, 0.8]})[1]


@pytest.mark.parametrize(("draw", "error", "words"), [
    (lambda: figures.beyond.places({}), ValueError, "results needs 1 to 3 kinds, got 0"),
    (lambda: figures.beyond.places([0.5]), TypeError, "results needs a Mapping, got list"),
    (lambda: figures.beyond.places({"a": [(0.5, 0.6)]}), TypeError, "needs a Rate, got float"),
    (lambda: figures.beyond.matrix(np.zeros((2, 3))), ValueError, "M needs an entry that is not 0"),
    (lambda: figures.beyond.fields(3, 28), TypeError, "layers needs a Sequence, got int"),
    (lambda: figures.beyond.depths(L, {0: np.ones((2, 3))}), ValueError, "norms needs shape"),
    (lambda: figures.beyond.latch(SIGNS * [1, 0], CELL), ValueError, "X needs a flag that is up, .* got 0, 16"),
])
def test_what_does_not_fit_is_refused_in_one_sentence(draw: Callable, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        draw()

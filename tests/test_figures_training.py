"""The figures of the chapter on training, for the rules of test_figures.py, and what their alt texts say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import figures, optim

H, BEST = np.array([[1.0, 0.5], [0.5, 34.0]]), np.array([5.0, 3.0])
ROUND, MOVED = np.eye(2), np.array([6.7, 17.9])


def _walk(hessian: np.ndarray, best: np.ndarray, epsilon: float, steps: int, rule: Callable = optim.sgd) -> np.ndarray:
    return optim.descend(rule, lambda w: hessian @ (w - best), [0.0, 0.0], steps, epsilon=epsilon).theta


WALKS = {"gradient descent": _walk(H, BEST, 0.01, 200), "momentum": _walk(H, BEST, 0.01, 200, optim.momentum)}
RAW, STANDARD = (H, BEST, WALKS["gradient descent"]), (ROUND, MOVED, _walk(ROUND, MOVED, 0.5, 20))
NOISY = {"full": WALKS["gradient descent"][:41], "batches": WALKS["momentum"]}
CLIPPED = 1.5 - 0.02 * np.arange(20)
DIGIT = np.tile([0.0, 1, 1, 0, 0, 1, 1, 0], 8)
HIT = DIGIT + 0.1 * np.where(np.arange(64) % 3, 1, -1)
P = np.array([[0.1, 0.9], [0.75, 0.25]])


def _wall(w: np.ndarray) -> np.ndarray:
    return (w**10 - 2) ** 2 / 2


FIGURES: dict[str, tuple[Callable, Callable]] = {
    "training.descent": (lambda: figures.training.descent(WALKS, H, BEST),
                         lambda: figures.training.descent({"round": STANDARD[2]}, ROUND, MOVED)),
    "training.noisy": (lambda: figures.training.noisy(NOISY, H, BEST, 40),
                       lambda: figures.training.noisy({"one": WALKS["momentum"]}, H, BEST, 200)),
    "training.scaled": (lambda: figures.training.scaled(RAW, STANDARD),
                        lambda: figures.training.scaled(STANDARD, RAW)),
    "training.cliff": (lambda: figures.training.cliff(_wall, CLIPPED, np.linspace(0.8, 1.5, 100)),
                       lambda: figures.training.cliff(np.square, [2.0, 1.0, 0.5], np.linspace(-1, 2, 50))),
    "training.stopping": (lambda: figures.training.stopping([3, 2, 1, 0.5], [3, 2.5, 2.6, 2.9], 2),
                          lambda: figures.training.stopping([1, 0.5], [1, 0.7], 2)),
    "training.attack": (lambda: figures.training.attack(DIGIT, HIT, P),
                        lambda: figures.training.attack(HIT, DIGIT, P[::-1])),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = {name: first()[1] for name, (first, _) in FIGURES.items()}
    assert "minimum at b = 5, w = 3" in alt["training.descent"] and "in 200 steps" in alt["training.descent"]
    assert "over 40 epochs" in alt["training.noisy"] and "batches 200 steps" in alt["training.noisy"]
    assert f"condition number {np.linalg.cond(H):.1f}" in alt["training.scaled"]
    assert "condition number 1, 20 steps" in alt["training.scaled"]
    assert "19 clipped steps" in alt["training.cliff"] and "longest step is 0.02" in alt["training.cliff"]
    assert "lowest, 2.5, after epoch 2" in alt["training.stopping"]
    assert "answered 1 with probability 0.9." in alt["training.attack"]
    assert "answered 0 with probability 0.75" in alt["training.attack"]


@pytest.mark.parametrize(("draw", "error", "words"), [
    (lambda: figures.training.descent({}, H, BEST), ValueError, "paths needs 1 to 3 walks, got 0"),
    (lambda: figures.training.descent([WALKS], H, BEST), TypeError, "paths needs a Mapping"),
    (lambda: figures.training.noisy(NOISY, H, BEST, 7), ValueError,
     "full needs a multiple of epochs = 7 steps, got 40"),
    (lambda: figures.training.stopping([1.0], [1.0], 2), ValueError, "epoch needs to be at most 1, got 2"),
])
def test_figures_say_what_they_need(draw: Callable, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        draw()

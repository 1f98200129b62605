"""The figures of the chapter on linear models, for test_figures.py, and what their words say."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from ffedu import data, experiment, figures, kernels, linear_models, xor

STEPS = np.arange(301)
FAR = 6 * 0.95 ** STEPS
WALKS = {0.01: np.outer([1, 1.5, 2], 5 * np.exp(-STEPS / 30) + 0.1),
         0.001: np.outer([1, 1.1], 6 * np.exp(-STEPS / 200))}
X, CLASSES = data.moons(np.random.default_rng(0), per_class=15, sd=0.1)
Y, K = 2 * CLASSES - 1, linear_models.rbf(X, X, 0.5)
MACHINES = kernels.kernel_ridge(K, Y, 0.1), kernels.support_vectors(K, Y, C=10.0)
SHARES = {"generic": {2: np.array([0.95, 0.97]), 16: np.array([0.7, 0.74])},
          "learned": {2: np.array([0.97, 0.99]), 16: np.array([0.84, 0.88])}}
RATES = {(name, n): experiment.wilson(k, 40) for name, n, k in
         (("fixed", 1, 0), ("fixed", 2, 1), ("learned", 1, 0), ("learned", 2, 30))}
MODELS = {"$x$ itself": lambda P: np.full(len(P), 0.5), "with $x_1 x_2$": lambda P: P.sum(axis=1) - 2 * P.prod(axis=1)}

# name: the figure of the reference data, and the figure of other data
FIGURES: dict[str, tuple[Callable, Callable]] = {
    "linear_models.edges": (lambda: figures.linear_models.edges(xor.linear_fit()),
                            lambda: figures.linear_models.edges(xor.linear_fit(y=[0, 1, 1, 1]))),
    "linear_models.surfaces": (lambda: figures.linear_models.surfaces(MODELS),
                               lambda: figures.linear_models.surfaces({"$x_1$": lambda P: P[:, 0]})),
    "linear_models.distances": (lambda: figures.linear_models.distances(FAR, WALKS, 50),
                                lambda: figures.linear_models.distances(FAR, {0.1: WALKS[0.01]}, 10)),
    "linear_models.support": (lambda: figures.linear_models.support(X, Y, *MACHINES, width=0.5),
                              lambda: figures.linear_models.support(X, Y, *MACHINES[::-1], width=1.0)),
    "linear_models.ways": (lambda: figures.linear_models.ways(SHARES),
                           lambda: figures.linear_models.ways({"generic": SHARES["generic"]})),
    "linear_models.solved": (lambda: figures.linear_models.solved(RATES),
                             lambda: figures.linear_models.solved({("learned", 3): RATES["learned", 2]})),
}


def words(name: str) -> str:
    return FIGURES[f"linear_models.{name}"][0]()[1]


def test_what_the_words_say() -> None:
    assert "at 0.5, 0.5, 0.5 and 0.5, changes by 0 and 0" in words("edges")
    assert "x itself gives 0.5, 0.5, 0.5 and 0.5; with x1 x2 gives 0, 1, 1 and 0" in words("surfaces")
    assert "epsilon 0.01 ends between 0.100 and 0.200 from it after 300" in words("distances")
    assert "least squares gives a weight to 30 of them; support vectors gives a weight to 8" in words("support")
    assert "2 and 16 inputs: generic 0.96 and 0.72; learned 0.98 and 0.86" in words("ways")
    assert "learned, 2: 0.750 (0.598 to 0.858)" in words("solved")


def test_input_is_checked() -> None:
    with pytest.raises(TypeError, match="fit needs a LinearFit"):
        figures.linear_models.edges([0.5] * 4)
    with pytest.raises(ValueError, match="models needs one to three models, got 0"):
        figures.linear_models.surfaces({})
    with pytest.raises(TypeError, match="rates needs a Mapping"):
        figures.linear_models.solved([0.5])

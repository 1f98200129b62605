"""The figures of what back-propagation costs, for the rules of test_figures.py, and what their alt texts say."""
from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("matplotlib")

from ffedu import chainrule, figures

STEPS = [{4: 1.0}, {4: 1.0, 3: 10.0}, {4: 1.0, 3: 10.0, 2: 22.0}, {4: 1.0, 3: 10.0, 2: 22.0, 1: 44.0},
         {4: 1.0, 3: 10.0, 2: 22.0, 1: 44.0, 0: 120.0}]
NAMES = [f"$u^{{({j})}}$" for j in range(1, 6)]
N = [2, 4, 8, 16, 32]
GROWTH = {"each path, doubling graph": [chainrule.counts(chainrule.doubling(n)).calls for n in N],
          "recomputed, chain": [n * (n - 1) // 2 for n in N], "stored, doubling graph": [2 * n for n in N]}
MODES = {"nudging each input": [16, 198, 1798, 19998], "forward mode": [12, 180, 1740, 19800],
         "back-propagation": [4, 18, 58, 198]}

FIGURES: dict[str, tuple[Callable, Callable]] = {
    "backprop_costs.filling": (lambda: figures.backprop_costs.filling(STEPS, NAMES),
                               lambda: figures.backprop_costs.filling([{1: 1.0}, {1: 1.0, 0: -0.12345}], ["w", "z"])),
    "backprop_costs.growth": (lambda: figures.backprop_costs.growth(N, GROWTH),
                              lambda: figures.backprop_costs.growth([1, 10], {"one way": [1, 3]})),
    "backprop_costs.modes": (lambda: figures.backprop_costs.modes([3, 10, 30, 100], MODES),
                             lambda: figures.backprop_costs.modes([2, 5], {"a": [4, 9], "b": [3, 3]})),
}


def test_alt_texts_hold_the_computed_numbers() -> None:
    alt = {name: first()[1] for name, (first, _) in FIGURES.items()}
    assert "row 3 adds 22" in alt["backprop_costs.filling"]
    assert "The last row is 120, 44, 22, 10, 1." in alt["backprop_costs.filling"]
    calls = chainrule.counts(chainrule.doubling(32)).calls
    assert f"each path, doubling graph, from 7 to {calls:.2g}" in alt["backprop_costs.growth"]
    assert "stored, doubling graph, from 4 to 64" in alt["backprop_costs.growth"]
    assert "forward mode, from 12 to 19,800" in alt["backprop_costs.modes"]


@pytest.mark.parametrize(("draw", "words"), [
    (lambda: figures.backprop_costs.filling([], []), "steps needs a table with an entry"),
    (lambda: figures.backprop_costs.filling([{1: 1.0}, {0: 2.0}], ["a", "b"]), "tables that only grow"),
    (lambda: figures.backprop_costs.filling([{2: 1.0}], ["a"]), "names needs one for each node"),
    (lambda: figures.backprop_costs.growth([1], {"a": [1]}), "n two sizes above 0"),
    (lambda: figures.backprop_costs.modes([1, 2], {"a": [1, 2, 3]}), "a needs shape"),
])
def test_what_does_not_fit_is_refused(draw: Callable, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw()

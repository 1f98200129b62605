"""The depth explorer computes what ffedu computes: the sawtooth, the places of the holes, the cells of the network."""
from __future__ import annotations

import numpy as np
import pytest

from ffedu import depth, mlp
from ffedu.widgets.depth import LAYERS, STARTS, DepthExplorer

from .built import PLAIN
from .explorables import in_page

pytestmark = pytest.mark.slow


def sawtooth(l: int, x: np.ndarray) -> np.ndarray:
    return mlp.forward(depth.tent(l), x[:, None]).z[:, 0] if l else x


def test_the_sawtooth_is_that_of_the_library(visit):
    rng = np.random.default_rng(6)
    l, x = rng.integers(0, LAYERS, 1000, endpoint=True), rng.uniform(0, 1, 1000)
    got = in_page(visit("notebooks/depth", PLAIN).page, "depth", "([l, x]) => module.sawtooth(l, x)",
                  list(zip(l.tolist(), x.tolist())))
    np.testing.assert_allclose(got, [sawtooth(k, x[i:i + 1])[0] for i, k in enumerate(l)], rtol=0, atol=1e-9)


def test_every_hole_lies_where_the_library_meets_the_cut(visit):
    cases = [(l, y) for l in range(LAYERS + 1) for y in (0.05, 0.3, 0.77, 0.95)]
    found = in_page(visit("notebooks/depth", PLAIN).page, "depth", "([l, y]) => module.holes(l, y)", cases)
    for (l, y), x in zip(cases, found):
        assert len(x) == 2**l == len(set(x)) and x == sorted(x)
        np.testing.assert_allclose(sawtooth(l, np.array(x)), y, rtol=0, atol=1e-9)


def test_the_pile_is_what_folding_makes(visit):
    """The right half is turned over and laid on the left, again and again: a pile of parts, from below."""
    found = in_page(visit("notebooks/depth", PLAIN).page, "depth", "l => module.pile(l)", list(range(LAYERS + 1)))
    for l, places in enumerate(found):
        sheets = [[part] for part in range(2**l)]                    # columns of the strip, each a pile from below
        while len(sheets) > 1:
            half = len(sheets) // 2
            sheets = [left + right[::-1] for left, right in zip(sheets[:half], sheets[:half - 1:-1])]
        assert [sheets[0].index(part) for part in range(2**l)] == places


def test_cells_are_counted_as_the_library_counts_them(visit):
    rng = np.random.default_rng(7)
    states = [{"t": float(t), "shift": float(shift), "start": int(start)} for t, shift, start in zip(
        np.concatenate([[0, 1, 1, 1], rng.uniform(0, 1, 36).round(2)]),
        np.concatenate([[0, 0, 0.25, -0.1], rng.uniform(-0.5, 0.5, 36).round(2)]), rng.integers(0, STARTS, 40))]
    data = DepthExplorer()._data
    got = in_page(visit("notebooks/depth", PLAIN).page, "depth", "([state, data]) => module.cells(state, data)",
                  [[state, data] for state in states])
    expected = [DepthExplorer(**state).cells for state in states]
    assert got == expected and len(set(expected)) > 10

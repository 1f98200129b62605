"""The perceptron explorer: points of two classes as a trait, the library's rule on them, the sets that it offers."""
from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("anywidget", reason="the widgets need the extra: pip install 'ffedu[widgets]'")

from ffedu import data, perceptron, separability
from ffedu.widgets.perceptron import PerceptronExplorer

GOOD = [[0, 0, 0], [1, 1, 1]]


def test_it_starts_from_or_as_the_chapter_has_it():
    run = PerceptronExplorer().run
    gate = data.gate("OR")
    chapter = perceptron.rosenblatt(perceptron.with_bias(gate.X), 2 * gate.y - 1)
    assert (run.epochs, len(run.updates), run.converged) == (chapter.epochs, len(chapter.updates), True) == (6, 9, True)
    np.testing.assert_array_equal(run.w, chapter.w)


def test_on_xor_the_rule_never_ends():
    widget = PerceptronExplorer(PerceptronExplorer()._data["gates"]["XOR"])
    assert not widget.run.converged and len(widget.run.updates) >= PerceptronExplorer.class_traits()["step"].high


def test_every_set_that_it_offers_is_separable_and_fits_the_trait():
    offered = PerceptronExplorer()._data["sets"]
    assert len(offered) >= 5 and len({str(points) for points in offered}) == len(offered)
    for points in offered:
        widget, rows = PerceptronExplorer(points), np.array(points)
        assert separability.decide(4 * rows[:, :2], rows[:, 2]).separable                 # quarters: whole numbers
        assert widget.run.converged and 5 <= len(widget.run.updates) <= 200 and len(widget.points) == 8


@pytest.mark.parametrize("points, error, message", [
    ([GOOD[0]], ValueError, "points needs 2 to 12 rows [x1, x2, class], got 1"),
    (GOOD * 7, ValueError, "points needs 2 to 12 rows [x1, x2, class], got 14"),
    ([[0, 0], [1, 1]], ValueError, "points needs shape (m, 3), got (2, 2)"),
    ([[0, 0, 0], [1, 1]], ValueError, "points needs rows of equal length, got [[0, 0, 0], [1, 1]]"),
    ([[0, 0, 0], [1, 3.5, 1]], ValueError, "points needs x1 and x2 from -2 to 3, got 3.5"),
    ([[0, 0, 0], [1, 1, -1]], ValueError, "points needs classes 0 or 1, got -1"),
    ([[0, 0, 0], [1, np.inf, 1]], ValueError, "points needs finite numbers, got inf at index (1, 1)"),
    ("OR", TypeError, "points needs real numbers, got dtype <U2"),
])
def test_bad_points_are_refused_with_need_and_got(points, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        PerceptronExplorer(points)


def test_points_may_be_an_array_and_come_back_as_a_list():
    widget = PerceptronExplorer(np.array(GOOD))
    assert widget.points == GOOD and isinstance(widget.points[0], list) and widget._start["points"] == GOOD

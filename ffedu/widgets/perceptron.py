"""The perceptron under the reader's hand: points of two classes that are moved, and the rule, one mistake at a time.

    points (m, 3)   rows x1, x2, class (0 or 1)          phi   (1, x1, x2), so that w_0 is the bias
    chosen          number of the point that the sliders move, from 1
    step            corrections made so far, from w = 0
"""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ffedu import data, perceptron, separability
from ffedu._check import array
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Held, Whole

_LEAST, _MOST = 2, 12                                   # points
_LOW, _HIGH = -2.0, 3.0                                 # coordinates
_GRID = 4                                               # places to a unit: quarters, whose sums are exact
_CORRECTIONS = 200


class Points(Held):
    """Two to twelve points of the plane with their classes: a list of [x1, x2, class], class 0 or 1."""
    info_text = "a list of [x1, x2, class]"

    def checked(self, value: object) -> list[list[float]]:
        rows = array(self.name, value, ("m", 3))
        if not _LEAST <= len(rows) <= _MOST:
            raise ValueError(f"{self.name} needs {_LEAST} to {_MOST} rows [x1, x2, class], got {len(rows)}")
        _inside(f"{self.name} needs x1 and x2 from {_LOW:g} to {_HIGH:g}", rows[:, :2],
                (rows[:, :2] >= _LOW) & (rows[:, :2] <= _HIGH))
        _inside(f"{self.name} needs classes 0 or 1", rows[:, 2], np.isin(rows[:, 2], (0, 1)))
        return rows.tolist()

    def samples(self, rng: np.random.Generator) -> Iterator[list]:
        for m, place in ((_LEAST, _LOW), (_MOST, _HIGH)):
            yield [[place, place, float(k % 2)] for k in range(m)]
        for m in rng.integers(_LEAST, _MOST, 20, endpoint=True):
            yield np.column_stack([rng.uniform(_LOW, _HIGH, (m, 2)), rng.integers(0, 2, m)]).tolist()

    def refused(self) -> Iterator[object]:
        good, far = [0.0, 0.0, 1.0], [_HIGH + 0.1, 0.0, 1.0]
        yield from ([], [good], [good] * (_MOST + 1), [good, good[:2]], [good, far], [good, [0.0, 0.0, 0.5]])
        yield from ([good, [0.0, float("nan"), 1.0]], [good, ["0", "0", "1"]], good, None, [[good, good]])


def _inside(need: str, values: np.ndarray, fits: np.ndarray) -> None:
    if not fits.all():
        raise ValueError(f"{need}, got {values[~fits][0]:g}")


def _gate(name: str) -> list[list[float]]:
    gate = data.gate(name)
    return np.column_stack([gate.X, gate.y]).tolist()


class PerceptronExplorer(Explorable):
    """Rosenblatt's rule on points of two classes: where y w^T phi <= 0, w <- w + y phi, with phi = (1, x1, x2).

    Starts from the four points of OR, or from `points`, 2 to 12 rows [x1, x2, class] on the square from -2 to 3. The
    examples are taken in turn; what is drawn is the state after `step` corrections, or after the last. `run` gives it.
    Raises ValueError for points that do not fit, TypeError for what are no numbers.
    Source: Fix p. 12, Payberah p. 20; the bound on the corrections is Novikoff's (1962).

    >>> PerceptronExplorer([[0, 0, 0], [1, 2, 1]], step=1)
    PerceptronExplorer(points=[[0, 0, 0], [1, 2, 1]], chosen=1, step=1)
    """
    topic = "perceptron"

    points = Points(_gate("OR"))
    chosen = Whole(1, 1, _MOST)
    step = Whole(3, 0, _CORRECTIONS)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"gates": {name: _gate(name) for name in ("OR", "AND", "XOR")}, "sets": _sets()}

    @property
    def run(self) -> perceptron.Run:
        """The course of the rule on the points until it stops, or for as many epochs as the slider has corrections."""
        rows = np.array(self.points)
        return _run(rows[:, :2], rows[:, 2])


def _run(X: np.ndarray, y: np.ndarray) -> perceptron.Run:
    return perceptron.rosenblatt(perceptron.with_bias(X), 2 * y - 1, epochs=_CORRECTIONS)


def _sets(sets: int = 6, m: int = 8) -> list[list]:
    """The sets of the button "Random points": drawn about a line, put on the grid, separable, with some work to do."""
    rng, found = np.random.default_rng(6), []
    while len(found) < sets:
        drawn = data.halves(rng, m, gap=0.3)
        X = np.round(_GRID * np.interp(drawn.X, (-3, 3), (_LOW, _HIGH))) / _GRID
        apart = len(np.unique(X, axis=0)) == m and 1 < drawn.y.sum() < m - 1
        if apart and separability.decide(_GRID * X, drawn.y).separable and len(_run(X, drawn.y).updates) >= 5:
            found.append(np.column_stack([X, drawn.y]).tolist())
    return found

"""Aims and musts, and the word for a figure beside them.

    aim    what the library was built to reach       must   what it may not exceed

A figure is judged as it is printed, so that a reader of the table comes to the same word.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .timing import Spread

REACHED, WITHIN, MISSED = "reached", "within the must", "missed"


class Goal(NamedTuple):
    """The largest figure aimed at and the largest allowed."""
    aim: float
    must: float


# (task, contender): the goal for its figure. Times the floor, but for what says otherwise in its name.
GOALS = {
    ("XOR step", "ffedu, primitive operations"): Goal(1.75, 2.5),
    ("XOR step", "ffedu, affine"): Goal(1.5, 2.5),
    ("w1..w8 step", "ffedu, scalar nodes"): Goal(27, 35),
    **{(f"MLP 784-256-128-10, batch 128, {dtype}", name): goal for dtype in ("float64", "float32") for name, goal in (
        ("ffedu graph", Goal(1.05, 1.10)), ("ffedu.mlp", Goal(1.05, 1.10)),
        ("ffedu graph, backward / forward", Goal(1.2, 1.4)))},
    ("chain of 10000", "ffedu, µs a node"): Goal(1.6, 3), ("chain of 1000000", "ffedu, µs a node"): Goal(2.6, 5),
    ("chain of 10000", "ffedu, bytes a node"): Goal(400, 600),
    ("chain of 1000000", "ffedu, bytes a node"): Goal(400, 600),
    ("import", "ffedu after numpy, ms"): Goal(10, 30),
}


def printed(figure: float) -> str:
    """Return a figure with two decimals below 10, one below 100 and none above.

    >>> print(printed(1.046), printed(27.04), printed(348.6))
    1.05 27.0 349
    """
    return f"{figure:.{2 if figure < 9.995 else 1 if figure < 99.95 else 0}f}"


def word(figure: float, goal: Goal) -> str:
    """Return how a figure stands to its goal.

    >>> print(word(1.754, Goal(1.75, 2.5)), word(2.5, Goal(1.75, 2.5)), word(2.51, Goal(1.75, 2.5)), sep=", ")
    reached, within the must, missed
    """
    shown = float(printed(figure))
    return REACHED if shown <= goal.aim else WITHIN if shown <= goal.must else MISSED


def rival(ratio: Spread) -> str:
    """Return how ffedu stands to another's time over its own: ahead or behind where the quartiles agree on it.

    >>> print(rival(Spread(9.4, 9.1, 9.9)), rival(Spread(0.5, 0.4, 0.6)), rival(Spread(1.02, 0.97, 1.1)), sep=", ")
    ffedu ahead, 9.40 times, ffedu behind, 0.50 times, about level
    """
    if ratio.low <= 1 <= ratio.high:
        return "about level"
    return f"ffedu {'ahead' if ratio.low > 1 else 'behind'}, {printed(ratio.median)} times"


class Row(NamedTuple):
    """A line of the table, as text."""
    task: str
    contender: str
    figure: str
    quartiles: str
    aim: str
    must: str
    verdict: str


def row(task: str, contender: str, figures: Spread, verdict: str = "") -> Row:
    """Return the line of a measured figure, judged if it has a goal."""
    goal = GOALS.get((task, contender))
    return Row(task, contender, printed(figures.median), _quartiles(figures),
               *((f"{goal.aim:g}", f"{goal.must:g}", word(figures.median, goal)) if goal else ("", "", verdict)))


def _quartiles(figures: Spread) -> str:
    return "" if figures.low == figures.high else f"{printed(figures.low)} to {printed(figures.high)}"


def disagreeing(rows: Sequence[Row]) -> list[Row]:
    """Return the lines whose goal or verdict is not what GOALS and `word` say of the printed figure."""
    return [r for r in rows if (r.aim or (r.task, r.contender) in GOALS) and r != _judged(r)]


def _judged(r: Row) -> Row | None:
    goal = GOALS.get((r.task, r.contender))
    if goal is None:
        return None
    return r._replace(aim=f"{goal.aim:g}", must=f"{goal.must:g}", verdict=word(float(r.figure), goal))

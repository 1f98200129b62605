"""A task, who enters it, and the comparison of results that comes before any timing.

A contender is a function that takes the task's data and returns a step; a step does the work once and returns the
results, a tuple of numbers and arrays, or a function that gives them where that takes more than the task asks.
The first contender of a task is its floor: the same work written by hand. Of a step that trains on, as scikit-learn's
does, the first run is compared; the later ones do the same work.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from .timing import Step

Contender = Callable[[object], Step]


class Task(NamedTuple):
    """What is measured: the data, the contenders by name, the floor first, and how exactly they have to agree.

    `tolerance` is relative to the largest number of each result; `parts` names contenders that are limits only and
    compute a slice of the floor's results.
    """
    name: str
    data: object
    contenders: Mapping[str, Contender]
    tolerance: float = 1e-12
    parts: Mapping[str, slice] = {}

    @property
    def floor(self) -> str:
        """The name of the contender by hand."""
        return next(iter(self.contenders))


class Entry(NamedTuple):
    """Who takes part, as steps ready to be timed, and who does not, with the reason."""
    steps: dict[str, Step]
    absent: dict[str, str]


def enter(task: Task) -> Entry:
    """Return the contenders of a task that are installed and can do it, each compared with the floor.

    Raises ValueError for a contender whose results differ: it computes something else, and its time says nothing.
    """
    expected = results(task.contenders[task.floor](task.data))
    steps, absent = {}, {}
    for name, contender in task.contenders.items():
        part = task.parts.get(name, slice(None))
        try:
            compare(name, results(contender(task.data)), expected[part], task.tolerance)
            steps[name] = contender(task.data)
        except ModuleNotFoundError as missing:
            absent[name] = f"{missing.name} is not installed"
        except RecursionError:
            absent[name] = "cannot do it: RecursionError"
    return Entry(steps, absent)


def results(step: Step) -> tuple:
    """Return what a step's first run gives."""
    given = step()
    return given() if callable(given) else given


def compare(name: str, given: tuple, expected: tuple, tolerance: float) -> None:
    """Raise ValueError unless a contender gives what is expected: as many, of the same shapes, to the tolerance."""
    if len(given) != len(expected):
        raise ValueError(f"{name} needs {len(expected)} results, got {len(given)}")
    for place, (got, need) in enumerate(zip(given, expected)):
        got, need = np.asarray(got, dtype=float), np.asarray(need, dtype=float)
        if got.shape != need.shape:
            raise ValueError(f"{name} needs shape {need.shape} in result {place}, got {got.shape}")
        off = np.abs(got - need).max() / max(np.abs(need).max(), 1e-300)
        if not off <= tolerance:                 # a NaN is not
            raise ValueError(f"{name} needs the floor's result {place} to within {tolerance:g}, got it {off:.1e} off")

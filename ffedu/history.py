"""The dates that the course leans on: when something was published, by whom, and what.

Each has its source in book/references.bib, under its year and the first of its names.
"""
from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import NamedTuple

from ._check import short


class Event(NamedTuple):
    """One date: the columns of history.csv."""
    year: int
    who: str
    what: str


@functools.cache
def events() -> tuple[Event, ...]:
    """Return all dates, the oldest first.

    >>> print(*events()[2])
    1958 Rosenblatt the perceptron and its rule
    """
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(Event(int(line["year"]), line["who"], line["what"]) for line in csv.DictReader(file))


def event(who: str) -> Event:
    """Return the date of those whose names begin with `who`; KeyError for nobody's or several people's.

    >>> event("Werbos").year
    1974
    """
    found = [one for one in events() if isinstance(who, str) and who and one.who.startswith(who)]
    if len(found) != 1:
        raise KeyError(f"history needs the first name of one of its {len(events())} dates, such as 'Werbos', "
                       f"got {short(who)}")
    return found[0]

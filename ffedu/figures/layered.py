"""Where the nodes of a graph stand when it is drawn: in columns from left to right, with few edges that cross.

    parents   {u: its inputs}, inputs before what uses them       p, u   an input and what is computed from it
    column    one more than that of the latest input; a node without inputs stands just before its first use
    bend      (p, column): where edges from p pass a column on their way to a later one, one bend for all of them
    high      {u: how much of a column the node u takes}
    row       the middle of a node in its column, downwards

Columns, then the order within each (from the middle of the neighbours, then by swaps), then the rows, in which long
edges and those among the nodes in `level` keep as level as they can.
"""
from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise, product
from statistics import fmean
from typing import NamedTuple

STARTS, SWEEPS, ROUNDS = 12, 12, 200
BEND = 0.3                                   # how much of a column a passing line takes, in the units of `high`
PULL = (1.0, 2.0, 8.0, 1e3)                  # that keeps an edge level: between nodes, at one bend, two; in `level`


class Layout(NamedTuple):
    """The columns, each from top to bottom; {node or bend: its row}; {(p, u): the bends on the way}."""
    columns: list[list[Hashable]]
    rows: dict[Hashable, float]
    bends: dict[tuple[Hashable, Hashable], list[Hashable]]


def layout(parents: Mapping[Hashable, Sequence[Hashable]], high: Mapping[Hashable, float],
           level: Set[Hashable] = frozenset()) -> Layout:
    """Return the places of all nodes and the bends of all edges.

    >>> places = layout({"w": [], "x": [], "wx": ["w", "x"], "J": ["w", "wx"]}, dict.fromkeys(("w", "x", "wx", "J"), 1))
    >>> places.columns, places.bends["w", "J"]
    ([['w', 'x'], [('w', 1), 'wx'], ['J']], [('w', 1)])
    """
    at = _columns(parents)
    bends = {(p, u): [(p, c) for c in range(at[p] + 1, at[u])] for u in parents for p in parents[u]}
    before, after = {}, {}
    for (p, u), between in bends.items():
        for a, b in pairwise([p, *between, u]):
            pull = PULL[-1] if level.issuperset((p, u)) else PULL[(a not in parents) + (b not in parents)]
            before.setdefault(b, {})[a] = after.setdefault(a, {})[b] = pull
    at |= {bend: bend[1] for between in bends.values() for bend in between}
    columns = [[k for k in at if at[k] == c] for c in range(max(at.values()) + 1)]
    columns = _ordered(columns, before, after)
    high = {k: high.get(k, BEND) for k in at}
    near = {k: before.get(k, {}) | after.get(k, {}) for k in at}
    return Layout(columns, _rows(columns, near, high), bends)


def _columns(parents: Mapping) -> dict[Hashable, int]:
    at = {}
    for u, inputs in parents.items():
        at[u] = 1 + max((at[p] for p in inputs), default=-1)
    first = {}
    for u, inputs in parents.items():
        for p in inputs:
            first[p] = min(at[u], first.get(p, at[u]))
    return {u: at[u] if parents[u] else first.get(u, 1) - 1 for u in at}


def _ordered(columns: list[list], before: Mapping, after: Mapping) -> list[list]:
    """The order with the fewest crossings that sweeps to the right and to the left come by, from several starts."""
    given, best, fewest = columns, columns, _crossings(columns, after)
    for turn, sweep in product(range(STARTS), range(SWEEPS)):
        if not sweep:
            columns = [column[turn % len(column):] + column[:turn % len(column)] for column in given]
        columns = [*map(list, columns)]
        for i, near in _sweep(columns, sweep, before, after):
            place = {k: j for j, k in enumerate(columns[i - 1 if near is before else i + 1])}
            wish = {k: fmean([place[n] for n in near.get(k, ())] or [j]) for j, k in enumerate(columns[i])}
            columns[i].sort(key=wish.get)
        _swap(columns, before, after)
        if (crossings := _crossings(columns, after)) < fewest:
            best, fewest = columns, crossings
    return best


def _sweep(columns: list, sweep: int, before: Mapping, after: Mapping) -> Iterator[tuple[int, Mapping]]:
    """(column, neighbours to look at): to the right, looking back; every other time to the left, looking ahead."""
    last = len(columns) - 1
    return ((last - 1 - i, after) if sweep % 2 else (i + 1, before) for i in range(last))


def _swap(columns: list[list], before: Mapping, after: Mapping) -> None:
    """Swap neighbours of a column where that saves a crossing."""
    place = {k: j for column in columns for j, k in enumerate(column)}
    for column in columns:
        for j in range(len(column) - 1):
            a, b = column[j:j + 2]
            if sum(_pairs(near, place, a, b) - _pairs(near, place, b, a) for near in (before, after)) > 0:
                column[j:j + 2] = b, a
                place[a], place[b] = j + 1, j


def _pairs(near: Mapping, place: Mapping, a: Hashable, b: Hashable) -> int:
    """How many edges of a cross edges of b when a stands above b."""
    return sum(place[p] > place[q] for p in near.get(a, ()) for q in near.get(b, ()))


def _crossings(columns: list[list], after: Mapping) -> int:
    place = {k: j for column in columns for j, k in enumerate(column)}
    return sum(_pairs(after, place, a, b) for column in columns for i, a in enumerate(column) for b in column[i + 1:])


def _rows(columns: list[list], near: Mapping, high: Mapping) -> dict[Hashable, float]:
    """Heights that bring everything near the middle of its neighbours, in order and without overlap."""
    row = {k: float(j) for column in columns for j, k in enumerate(column)}
    for r in range(ROUNDS):
        for i in range(len(columns)):
            column = columns[-1 - i if r % 2 else i]
            pulls = [sum(near[k].values()) or 1.0 for k in column]
            wish = [sum(pull * row[n] for n, pull in near[k].items()) / all_ if near[k] else row[k]
                    for k, all_ in zip(column, pulls)]
            row |= zip(column, _apart(wish, pulls, [high[k] for k in column]))
    return row


def _apart(wish: Sequence[float], pulls: Sequence[float], high: Sequence[float]) -> list[float]:
    """The heights nearest to `wish`, in the square, whose neighbours keep apart by half of what each is high."""
    floor = [0.0, *accumulate((a + b) / 2 for a, b in pairwise(high))]
    blocks: list[tuple[float, float, int]] = []      # (sum of pulls times wish, pulls, members): each moves as one
    for w, pull, f in zip(wish, pulls, floor):
        blocks.append((pull * (w - f), pull, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            blocks[-2:] = [tuple(map(sum, zip(*blocks[-2:])))]
    return [total / pull + f for f, (total, pull) in
            zip(floor, ((total, pull) for total, pull, n in blocks for _ in range(n)))]

"""The pictures of what back-propagation costs: its table as it fills, and its work beside that of other ways.

What back-propagation does is blue, with round marks and a full line; other ways have colours, marks and dashes of
their own. Source: DL sections 6.5.2 and 6.5.3, Srihari 5.10, 5.25 and 5.32-5.33.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .._check import array
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, VERMILION, board, canvas, listed, needs, number, style

LOOKS = ({"color": VERMILION, "linestyle": DASHES[1], "marker": "s"},
         {"color": GREEN, "linestyle": DASHES[2], "marker": "^"},
         {"color": BLUE, "linestyle": DASHES[0], "marker": "o"})
WIDE, HIGH, HEAD = 0.9, 0.42, 0.5                # inches: a cell of the table, and the room of its headings


# the table


@style()
def filling(steps: Sequence[Mapping[int, float]], names: Sequence[str]) -> tuple[Figure, str]:
    """Return the grad_table after each step, {node: derivative}, a row each; the new entries are framed.

    `names` are those of the nodes, in the order of the forward pass. Raises ValueError where a step loses or changes
    an entry, or has a node without a name.
    """
    _growing(steps, names)
    rows, columns, left = len(steps), len(names), 1.0
    fig, ax = board(left + WIDE * columns + 0.1, HEAD + HIGH * rows + 0.1)
    for j, name in enumerate(names):
        ax.text(left + WIDE * (j + 0.5), HIGH * rows + HEAD / 2 + 0.05, name, ha="center", va="center", fontsize=12)
    for i, step in enumerate(steps):
        y = HIGH * (rows - 1 - i) + 0.05
        ax.text(left - 0.12, y + HIGH / 2, f"step {i}" if i else "start", ha="right", va="center", fontsize=10,
                color=GREY)
        for j in range(columns):
            _entry(ax, (left + WIDE * j, y), step.get(j), new=j in step and (i == 0 or j not in steps[i - 1]))
    told = "; ".join(f"row {i + 1} adds {listed(number(step[j]) for j in new)}" for i, step, new in (
        (i, step, [j for j in step if i == 0 or j not in steps[i - 1]]) for i, step in enumerate(steps)))
    last = ", ".join(number(steps[-1][j]) for j in sorted(steps[-1]))
    return fig, (f"A table of {rows} rows, one for each step, and {columns} columns, one for each node. It fills from "
                 f"the right: {told}. The last row is {last}.")


def _entry(ax: Axes, corner: tuple[float, float], value: float | None, new: bool) -> None:
    """One cell: empty, or a number; framed where it is new."""
    (x, y), gap = corner, 0.03
    look = {"facecolor": "white", "edgecolor": BLUE, "linewidth": 2, "zorder": 3} if new else {
        "facecolor": "white", "edgecolor": PALE, "linewidth": 1, "zorder": 2}
    ax.add_patch(Rectangle((x + gap, y + gap), WIDE - 2 * gap, HIGH - 2 * gap, **look))
    if value is not None:
        ax.text(x + WIDE / 2, y + HIGH / 2, number(value), ha="center", va="center", fontsize=11, zorder=4,
                color=INK if new else GREY, fontweight="bold" if new else "normal")


def _growing(steps: Sequence[Mapping[int, float]], names: Sequence[str]) -> None:
    needs("steps", steps, Sequence), needs("names", names, Sequence)
    if not steps or not steps[0]:
        raise ValueError("steps needs a table with an entry at least, got none")
    for before, after in zip(steps, steps[1:]):
        if any(after.get(j) != value for j, value in before.items()):
            raise ValueError(f"steps needs tables that only grow, got {dict(before)} before {dict(after)}")
    if set(steps[-1]) - set(range(len(names))):
        raise ValueError(f"names needs one for each node of {sorted(steps[-1])}, got {len(names)}")


# work


@style()
def growth(n: object, work: Mapping[str, Sequence[int]]) -> tuple[Figure, str]:
    """Return three ways' work against the number n of steps, {name: counts}, on logarithmic axes."""
    return _curves(n, work, "steps $n$", "calls, evaluations or edges", "steps")


@style()
def modes(n: object, work: Mapping[str, Sequence[int]]) -> tuple[Figure, str]:
    """Return three ways' work against the number n of inputs, {name: counts}, on logarithmic axes."""
    return _curves(n, work, "inputs", "edges walked", "inputs")


def _curves(n: object, work: Mapping[str, Sequence[int]], across: str, up: str, what: str) -> tuple[Figure, str]:
    n = array("n", n, ("k",))
    needs("work", work, Mapping)
    if len(n) < 2 or not 1 <= len(work) <= len(LOOKS) or not all(n > 0):
        raise ValueError(f"work needs one to {len(LOOKS)} ways and n two sizes above 0, got {len(work)}, {n}")
    counts = {name: array(name, np.asarray(values, dtype=float), n.shape) for name, values in work.items()}
    fig, ax = canvas(6.4, 3.9)
    for (name, values), look in zip(counts.items(), LOOKS[len(LOOKS) - len(work):]):
        ax.loglog(n, values, label=name, markersize=7, **look)
    ax.set(xlabel=across, ylabel=up)
    ax.set_xticks(n, [number(value) for value in n])
    ax.minorticks_off()
    fig.legend(loc="outside upper left")
    ends = "; ".join(f"{name}, from {_count(values[0])} to {_count(values[-1])}" for name, values in counts.items())
    return fig, (f"{len(work)} rising curves on logarithmic axes, work against {number(n[0])} to {number(n[-1])} "
                 f"{what}: {ends}.")


def _count(value: float) -> str:
    return f"{value:,.0f}" if value < 1e7 else f"{value:.2g}"

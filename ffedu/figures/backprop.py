"""The pictures of back-propagation: any graph of nodes, drawn from the nodes alone.

A box is a variable or a result, with its name and, below it, the operation that makes it; arrows go from inputs to
results, left to right. What is computed for a derivative is vermilion, in dashed boxes.
Source: DL Fig. 6.8-6.11, Srihari 5.12-5.17, 5.41-5.43, 5.58.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from ..graph import Node, nodes
from ..graph_parts import edges, formulas, members
from . import DASHES, GREY, INK, VERMILION
from . import board, box, listed, needs, number, style
from .layered import layout

SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷", "greater": ">", "negative": "−", "sigmoid": "σ",
         "cross_entropy": "cross-\nentropy"}
WIDEST = 7.0                                     # inches, and so are all lengths but the sizes of type
APART, MARGIN, PAD, TITLE, KEY = 0.14, 0.1, 0.09, 0.4, 0.4
GAPS = (0.24, 0.42)                              # from column to column, at least and at most
HEAD, FAN = 0.1, 0.12                            # the level end of an arrow, and the distance of two such ends
NAME, NAMELESS, OP = 12.0, 10.0, 8.5             # points
DERIVATIVE = {"edgecolor": VERMILION, "linestyle": DASHES[1]}
Graph = Node | Sequence[Node]


class Box(NamedTuple):
    """What a node shows, (text, size of type, height) line by line, and the size of its box."""
    lines: list[tuple[str, float, float]]
    width: float
    height: float


class Plan(NamedTuple):
    """Everything that is drawn, from the lower left corner of a rectangle of this width and height.

    middles: {node or bend: (x, y)}; sides: {node or bend: x of the left and right side of its column}.
    """
    boxes: dict[Node, Box]
    ways: list[list[object]]
    middles: dict[object, tuple[float, float]]
    sides: dict[object, tuple[float, float]]
    width: float
    height: float


@style()
def draw(graph: Graph, of: Node | None = None, fold: bool = False, values: bool = False) -> tuple[Figure, str]:
    """Return the drawing of a graph, given by its result or by several, and what is computed from what, in words.

    With `of`, all that `of` is not computed from is drawn as derivative. `fold` hides results without a name; those
    that remain say how many operations make them. `values` adds numbers and shapes.
    Raises ValueError for a graph that is too long for the page.
    """
    needs("fold", fold, bool)
    forward = set(members(graph)) if of is None else set(nodes(of))
    plan = _plan(graph, forward, fold, values)
    key = 0 if of is None else KEY
    fig, ax = board(max(plan.width, 2.8 if key else 0), plan.height + key, bottom=-key)
    _draw(ax, plan, forward)
    if key:
        _key(ax)
    return fig, _alt(graph, forward, values)


@style()
def panels(graphs: Mapping[str, Graph], values: bool = False) -> tuple[Figure, str]:
    """Return several graphs in one figure, {title: graph}, side by side while there is room. `values` as for draw."""
    needs("graphs", graphs, Mapping)
    if not graphs:
        raise ValueError("graphs needs a graph or more, got none")
    plans = {title: _plan(graph, set(members(graph)), False, values) for title, graph in graphs.items()}
    shelves = _shelves(plans)
    top = sum(TITLE + max(plans[t].height for t in shelf) for shelf in shelves)
    fig, ax = board(WIDEST, top)
    for shelf in shelves:
        room = (WIDEST - sum(plans[t].width for t in shelf)) / (len(shelf) + 1)
        x, height = room, max(plans[t].height for t in shelf)
        for title in shelf:
            ax.text(x + plans[title].width / 2, top - TITLE / 2, title, ha="center", va="center", fontsize=11)
            _draw(ax, plans[title], set(members(graphs[title])), (x, top - TITLE - (height + plans[title].height) / 2))
            x += plans[title].width + room
        top -= TITLE + height
    return fig, " ".join(f"{title}. {_alt(graph, set(members(graph)), values)}" for title, graph in graphs.items())


def _shelves(plans: Mapping[str, Plan]) -> list[list[str]]:
    """The titles of the graphs that stand side by side, from top to bottom."""
    shelves: list[list[str]] = [[]]
    for title, plan in plans.items():
        if shelves[-1] and sum(plans[t].width for t in shelves[-1]) + plan.width > WIDEST:
            shelves.append([])
        shelves[-1].append(title)
    return shelves


# where things stand


def _plan(graph: Graph, forward: set[Node], fold: bool, values: bool) -> Plan:
    needs("values", values, bool)
    parents, made_by = _visible(graph, fold)
    boxes = {u: _box(u, made_by[u], values) for u in parents}
    places = layout(parents, {u: shown.height + APART for u, shown in boxes.items()}, forward)
    sides = _columns([max((boxes[k].width for k in c if k in boxes), default=0.0) for c in places.columns])
    halves = {k: boxes[k].height / 2 if k in boxes else 0.0 for k in places.rows}
    bottom = max(row + halves[k] for k, row in places.rows.items()) + MARGIN
    height = bottom - min(row - halves[k] for k, row in places.rows.items()) + MARGIN
    middles = {k: (sum(side) / 2, bottom - places.rows[k]) for side, c in zip(sides, places.columns) for k in c}
    ways = [[p, *places.bends[p, u], u] for u in parents for p in parents[u]]
    return Plan(boxes, ways, middles, {k: side for side, c in zip(sides, places.columns) for k in c},
                sides[-1][1] + MARGIN, height)


def _visible(graph: Graph, fold: bool) -> tuple[dict[Node, list[Node]], dict[Node, list[str]]]:
    """{u: what u is computed from} and {u: the operations that do it}, for the nodes that are shown."""
    used = {p for p, _ in edges(graph)}
    parents, made_by, sources, steps = {}, {}, {}, {}
    for u in members(graph):
        inputs = [s for p in u.inputs for s in sources[p]]
        ops = [op for p in u.inputs for op in steps[p]] + ([_operation(u)] if u.op else [])
        if u.name or u not in used or not fold:
            parents[u], made_by[u], sources[u], steps[u] = inputs, ops, [u], []
        else:
            sources[u], steps[u] = inputs, ops
    return {u: [*dict.fromkeys(p)] if fold else p for u, p in parents.items()}, made_by


def _columns(widths: Sequence[float]) -> list[tuple[float, float]]:
    """The left and the right side of each column."""
    gap = min(GAPS[1], (WIDEST - 2 * MARGIN - sum(widths)) / max(len(widths) - 1, 1))
    if gap < GAPS[0]:
        raise ValueError(f"graph needs columns that fit into {WIDEST:g} inches, got {len(widths)}: try fold=True")
    return [(left, left + width) for left, width in
            ((MARGIN + sum(widths[:i]) + i * gap, width) for i, width in enumerate(widths))]


# what stands in a box


def _box(u: Node, ops: Sequence[str], values: bool) -> Box:
    value = _value(u)
    first = _math(u.name) if u.name else ops[-1] if ops else value
    made = ops[0] if len(ops) == 1 else f"{len(ops)} steps"
    small = ([made] if ops and u.name else []) + ([value] if values and first != value else [])
    lines = [_line(part, NAME if u.name else NAMELESS) for part in first.split("\n")]
    lines += [_line(part, OP) for text in small for part in text.split("\n")]
    return Box(lines, max(0.42, 2 * PAD + max(_wide(text, size) for text, size, _ in lines)),
               max(0.36, PAD + 0.06 + sum(high for _, _, high in lines)))


def _value(u: Node) -> str:
    return str(u.shape) if u.shape else number(u.value, 4)


def _operation(u: Node) -> str:
    if u.op.name == "matmul" and all(len(p.shape) == 1 for p in u.inputs):
        return "dot"
    return SIGNS.get(u.op.name, u.op.name)


def _line(text: str, size: float) -> tuple[str, float, float]:
    return text, size, 0.36 if "frac" in text else 0.02 * size if size == NAME else 0.15


def _wide(text: str, size: float) -> float:
    return TextPath((0, 0), text, size=size).get_extents().width / 72


def _math(name: str) -> str:
    """A node's name as mathematics: the number of u1 on top, as in the book, dz/dx as a quotient, relu'(U1)."""
    quotient, slope = re.fullmatch(r"d(\w+)/d(\w+)", name), re.fullmatch(r"(\w+)'\((\w+)\)", name)
    if quotient:
        return rf"$\frac{{d{_letters(quotient[1])}}}{{d{_letters(quotient[2])}}}$"
    return rf"$\mathrm{{{slope[1]}}}'({_letters(slope[2])})$" if slope else f"${_letters(name)}$"


def _letters(name: str) -> str:
    known = {"lambda": r"\lambda", "yhat": r"\hat{y}"}
    if layer := re.fullmatch(r"([uUW])(\d+)", name):
        return f"{layer[1]}^{{({layer[2]})}}"
    if index := re.fullmatch(r"([A-Za-z])_?(\w+)", name):
        return known.get(name, rf"{index[1]}_\mathrm{{{index[2]}}}")
    return name


# drawing


def _draw(ax: Axes, plan: Plan, forward: set[Node], corner: tuple[float, float] = (0.0, 0.0)) -> None:
    left, bottom = corner
    for u, shown in plan.boxes.items():
        x, y = plan.middles[u]
        box(ax, (left + x, bottom + y), "", (shown.width, shown.height), **({} if u in forward else DERIVATIVE))
        y += sum(high for _, _, high in shown.lines) / 2
        for i, (text, size, high) in enumerate(shown.lines):
            y -= high / 2
            ax.text(left + x, bottom + y, text, ha="center", va="center_baseline" if i else "center", fontsize=size,
                    color=GREY if i else INK, zorder=4)
            y -= high / 2
        arriving = sorted((way for way in plan.ways if way[-1] is u), key=lambda way: -plan.middles[way[-2]][1])
        for k, way in enumerate(arriving):
            _arrow(ax, plan, way, FAN * ((len(arriving) - 1) / 2 - k), GREY if u in forward else VERMILION, corner)


def _arrow(ax: Axes, plan: Plan, way: Sequence, off: float, colour: str, corner: tuple[float, float]) -> None:
    """An edge: level where it passes a column and where it arrives, `off` the middle; curved between columns."""
    half = {k: plan.boxes[k].width / 2 for k in (way[0], way[-1])}
    x, y = plan.middles[way[0]]
    path, codes = [(x + half[way[0]], y)], [Path.MOVETO]
    for a, b in zip(way, way[1:]):
        x0, x1, y1 = plan.sides[a][1], plan.sides[b][0], plan.middles[b][1] + (off if b is way[-1] else 0)
        x1 -= HEAD if b is way[-1] else 0
        path += [(x0, y), ((x0 + x1) / 2, y), ((x0 + x1) / 2, y1), (x1, y1)]
        codes += [Path.LINETO] + [Path.CURVE4] * 3
        y = y1
    path.append((plan.middles[way[-1]][0] - half[way[-1]], y))
    path = [(corner[0] + x, corner[1] + y) for x, y in path]
    ax.add_patch(FancyArrowPatch(path=Path(path, [*codes, Path.LINETO]), color=colour, mutation_scale=10, linewidth=1.3,
                                 arrowstyle="-|>,head_length=0.5,head_width=0.22", zorder=1 if colour == GREY else 0.9))


def _key(ax: Axes) -> None:
    for x, look, text in ((MARGIN, {}, "the graph"), (1.4, DERIVATIVE, "its derivative")):
        box(ax, (x + 0.16, 0.18 - KEY), "", (0.32, 0.2), **look)
        ax.text(x + 0.4, 0.18 - KEY, text, va="center", fontsize=10)


# in words


def _alt(graph: Graph, forward: set[Node], values: bool) -> str:
    """Every variable with its value or shape, every result with its formula, those of the derivative apart."""
    leaves = [u for u in members(graph) if not u.op]
    given = [u.name + _equals(u) for u in leaves if u.name] or ["a constant" + _equals(u) for u in leaves]
    said = {u: text + (_equals(u) if values else "") for u, text in formulas(graph).items()}
    ahead, back = ("; ".join(said[u] for u in said if (u in forward) == first) for first in (True, False))
    return (f"A graph with an arrow from each input to each result. Given: {listed(given)}."
            + (f" Computed: {ahead}." if ahead else "") + (f" Dashed, for the derivative: {back}." if back else ""))


def _equals(u: Node) -> str:
    return f" of shape {u.shape}" if u.shape else f" = {_value(u)}"

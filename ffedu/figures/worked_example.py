"""The pictures of backpropagation by hand: the w1..w8 network with its numbers, forward and backward.

Every number is read off the step object, to five significant digits. Source: Payberah p. 50-69.
"""
from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .._check import array
from ..worked_example import Step
from . import BLUE, DASHES, GREEN, INK, ORANGE, PALE, SKY, VERMILION, YELLOW
from . import board, box, canvas, edge, listed, needs, number, style

# The middle and the size of every node, in inches.
NODES = {"x1": ((0.40, 3.5), (0.7, 0.6)), "h1": ((2.47, 3.5), (1.5, 0.85)), "o1": ((4.95, 3.5), (1.5, 0.85)),
         "x2": ((0.40, 1.1), (0.7, 0.6)), "h2": ((2.47, 1.1), (1.5, 0.85)), "o2": ((4.95, 1.1), (1.5, 0.85)),
         "b1": ((2.47, 2.3), (1.4, 0.32)), "b2": ((4.95, 2.3), (1.4, 0.32)),
         "E1": ((6.45, 3.5), (1.0, 0.6)), "E2": ((6.45, 1.1), (1.0, 0.6)), "E": ((6.45, 2.3), (1.0, 0.6))}
EDGES = {"w1": ("x1", "h1"), "w2": ("x2", "h1"), "w3": ("x1", "h2"), "w4": ("x2", "h2"),
         "w5": ("h1", "o1"), "w6": ("h2", "o1"), "w7": ("h1", "o2"), "w8": ("h2", "o2")}
UNITS = ("h1", "h2", "o1", "o2")
WEIGHTS = tuple(EDGES)
TOTAL = "$E_{total}$"
LINES = ({"color": SKY, "linewidth": 7}, {"color": VERMILION, "linewidth": 2.5, "linestyle": DASHES[1]},
         {"color": INK, "linewidth": 1.8, "linestyle": DASHES[2]}, {"color": GREEN, "linewidth": 1.2})
ROWS = (("s", VERMILION), ("o", BLUE), ("D", GREEN), ("^", ORANGE))



# the network with its numbers


@style()
def forward(step: Step) -> tuple[Figure, str]:
    """Return the network with the numbers of the forward pass: values in the nodes, weights on the edges."""
    v = _numbers(step)
    texts = {x: f"{_math(x)}\n{v[x]}" for x in ("x1", "x2")}
    texts |= {u: f"{_math(u)}\nnet {v[f'net_{u}']}\nout {v[f'out_{u}']}" for u in UNITS}
    texts |= {b: f"{_math(b)} = {v[b]}" for b in ("b1", "b2")} | {"E": f"{TOTAL}\n{v['E_total']}"}
    texts |= {f"E{k}": f"target {v[f'target_o{k}']}\n$E_{{o{k}}}$ {v[f'E_o{k}']}" for k in (1, 2)}
    fig, ax = _network(texts, height=3.6, bottom=0.5)
    for name, ends in EDGES.items():
        edge(ax, *_ends(*ends), **_label(name, v[name]))
    for start, end in (("b1", "h1"), ("b1", "h2"), ("b2", "o1"), ("b2", "o2"), ("E1", "E"), ("E2", "E")):
        edge(ax, *_upright(start, end))
    for k in (1, 2):
        edge(ax, *_ends(f"o{k}", f"E{k}"))
    alt = (f"The network with its forward pass, left to right: inputs {v['x1']} and {v['x2']}, hidden outputs "
           f"{v['out_h1']} and {v['out_h2']}, outputs {v['out_o1']} and {v['out_o2']} for the targets "
           f"{v['target_o1']} and {v['target_o2']}, total error {v['E_total']}. On the edges w1 to w8: "
           f"{listed(v[w] for w in WEIGHTS)}; biases {v['b1']} and {v['b2']}.")
    return fig, alt


@style()
def backward(step: Step) -> tuple[Figure, str]:
    """Return the network with the numbers of the backward pass: dE/dout and dE/dnet in the nodes, dE/dw on the edges.

    Colour and dash tell the sign; the two paths that meet in dE/dout_h1 stand on a yellow band.
    """
    v = _numbers(step)
    texts = {x: _math(x) for x in ("x1", "x2")} | {"E1": "$E_{o1}$", "E2": "$E_{o2}$", "E": TOTAL}
    texts |= {u: f"{_math(u)}\n∂E/∂out {v[f'dE_dout_{u}']}\n∂E/∂net {v[f'dE_dnet_{u}']}" for u in UNITS}
    texts |= {b: f"∂E/∂{_math(b)} {v[f'dE_d{b}']}" for b in ("b1", "b2")}
    fig, ax = _network(texts, height=4.6, bottom=0)
    for name, ends in EDGES.items():
        label = _label(name, v[f"dE_d{name}"])
        edge(ax, *_ends(*ends)[::-1], **label | {"at": 1 - label["at"]}, **_sign(getattr(step, f"dE_d{name}")))
    for start, end in (("h1", "b1"), ("h2", "b1"), ("o1", "b2"), ("o2", "b2"), ("E", "E1"), ("E", "E2")):
        edge(ax, *_upright(start, end))
    for k in (1, 2):
        edge(ax, *_ends(f"o{k}", f"E{k}")[::-1], **_sign(getattr(step, f"dE_dout_o{k}")))
    _two_paths(ax, v)
    alt = (f"The network with its backward pass, right to left. Gradients of the error in w1 to w8, on the edges: "
           f"{listed(v[f'dE_d{w}'] for w in WEIGHTS)}. Two highlighted paths meet in out_h1: {v['dE_o1_dout_h1']} "
           f"from o1 and {v['dE_o2_dout_h1']} from o2 make {v['dE_dout_h1']}.")
    return fig, alt


def _two_paths(ax: Axes, v: Mapping[str, str]) -> None:
    """The yellow bands under the edges from o1 and o2 to h1, their sum in words, and the key to the signs."""
    for end in ("o1", "o2"):
        ax.plot(*zip(*_ends("h1", end)), color=YELLOW, linewidth=11, alpha=0.75, zorder=0.5)
    ax.text(0.1, 4.36, f"Two paths meet in ∂E/∂out$_{{h1}}$: {v['dE_o1_dout_h1']} from $o_1$, "
            f"{v['dE_o2_dout_h1']} from $o_2$, together {v['dE_dout_h1']}", va="center", fontsize=10.5)
    for x, value, text in ((0.15, 1, "∂E/∂w positive: a step lowers w"), (3.7, -1, "∂E/∂w negative: a step raises w")):
        edge(ax, (x + 0.55, 0.25), (x, 0.25), **_sign(value))
        ax.text(x + 0.65, 0.25, text, va="center", fontsize=10)


def _network(texts: Mapping[str, str], height: float, bottom: float) -> tuple[Figure, Axes]:
    fig, ax = board(7, height, bottom)
    for name, (at, size) in NODES.items():
        box(ax, at, texts[name], size, edgecolor=BLUE if name in UNITS else INK)
    return fig, ax


def _numbers(step: Step) -> dict[str, str]:
    needs("step", step, Step)
    return {name: number(value) for name, value in step.named().items()}


def _ends(start: str, end: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where an arrow to the right leaves `start` and meets `end`; crossing ones off the middle of the sides."""
    ((x0, y0), (from_width, _)), ((x1, y1), (to_width, _)) = NODES[start], NODES[end]
    way = np.sign(y1 - y0)
    return (x0 + from_width / 2, y0 + 0.2 * way), (x1 - to_width / 2, y1 - 0.2 * way)


def _label(name: str, value: str) -> dict[str, object]:
    """A weight's label: beside a level edge, away from the crossing ones; on a crossing one before it crosses."""
    start, end = EDGES[name]
    place = {"at": 0.21} if start[1] != end[1] else {"at": 0.5, "lift": 0.26 if start[1] == "1" else -0.26}
    return {"text": f"{_math(name)}\n{value}"} | place


def _upright(start: str, end: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where an arrow between two nodes of one column leaves the first and meets the second."""
    (x, y0), (_, from_height) = NODES[start]
    (_, y1), (_, to_height) = NODES[end]
    way = np.sign(y1 - y0)
    return (x, y0 + way * from_height / 2), (x, y1 - way * to_height / 2)


def _sign(value: float) -> dict[str, object]:
    """The look of an arrow that carries a gradient of this sign."""
    return {"color": VERMILION, "linestyle": "-"} if value >= 0 else {"color": BLUE, "linestyle": DASHES[1]}


def _math(name: str) -> str:
    return f"${name[0]}_{name[1]}$"


# one step, many steps


@style()
def before_after(step: Step) -> tuple[Figure, str]:
    """Return the changes -eta dE/dw of w1..w8 as bars, with the weights before and after in figures."""
    needs("step", step, Step)
    before, after = (np.array([getattr(weights, w) for w in WEIGHTS]) for weights in (step.weights, step.after))
    change, row = after - before, np.arange(len(WEIGHTS))
    fig, ax = canvas(7, 4)
    ax.barh(row, change, height=0.62, color=[ORANGE] * 4 + [BLUE] * 4, edgecolor=INK, linewidth=0.8)
    ax.axvline(0, color=INK, linewidth=1)
    for y, old, new, moved in zip(row, before, after, change):
        ax.annotate(number(moved, 3), (moved, y), (5 if moved >= 0 else -5, 0), textcoords="offset points",
                    ha="left" if moved >= 0 else "right", va="center", fontsize=10)
        ax.text(1.02, y, f"{number(old)} → {number(new)}", transform=ax.get_yaxis_transform(), va="center", fontsize=10)
    names = [f"{'hidden' if y < 4 else 'output'} {_math(w)}" for y, w in zip(row, WEIGHTS)]
    ax.set(yticks=row, yticklabels=names, ylim=(7.6, -0.6),
           xlabel=r"change in one step, $-\eta\ \partial E/\partial w$")
    ax.set_title("before → after", loc="right", x=1.02, ha="left", fontsize=10)
    ax.margins(x=0.28)
    ax.locator_params(axis="x", nbins=6)
    hidden, output = np.abs(change[:4]).max(), np.abs(change[4:]).max()
    alt = (f"Bars for the change of w1 to w8 in one step. The hidden layer's weights w1 to w4 move by at most "
           f"{number(hidden, 3)}, the output layer's w5 to w8 by up to {number(output, 3)}.")
    return fig, alt


@style()
def losses(curves: Mapping[str, tuple[object, object]]) -> tuple[Figure, str]:
    """Return E_total against the step, both on log axes, for {name: (steps, E)}; at most four curves.

    Where curves coincide the later ones lie as thinner, dashed lines on the broader earlier ones.
    """
    needs("curves", curves, Mapping)
    if not 1 <= len(curves) <= len(LINES):
        raise ValueError(f"curves needs 1 to {len(LINES)} curves, got {len(curves)}")
    fig, ax = canvas(7, 4.3)
    ends = []
    for (name, (steps, E)), look in zip(curves.items(), LINES):
        steps = array(f"steps of {name!r}", steps, ("m",))
        E = array(f"E of {name!r}", E, steps.shape)
        if steps.min() < 0 or E.min() <= 0:
            raise ValueError(f"{name!r} needs steps >= 0 and E > 0, got {steps.min():g} and {E.min():g} at the least")
        ends.append(f"{name}: {number(E[-1])} after {steps[-1]:,.0f} steps")
        ax.plot(steps, E, label=ends[-1], **look)
    ax.set_xscale("symlog", linthresh=1, linscale=0.4)
    ax.set(yscale="log", xlabel="step", ylabel="$E_{total}$")
    ax.grid(color=PALE, linewidth=0.8)
    ax.legend(loc="lower left", handlelength=4, frameon=True, framealpha=1, edgecolor="none")
    return fig, f"The total error against the step on log axes. {'; '.join(ends)}."


@style()
def logits(losses: Mapping[str, object]) -> tuple[Figure, str]:
    """Return the final losses of every random start as dots on a log axis, a row for each of {name: losses}.

    In a row the starts are sorted, so that equal losses show as a column of dots and not as one.
    """
    needs("losses", losses, Mapping)
    if not 1 <= len(losses) <= len(ROWS):
        raise ValueError(f"losses needs 1 to {len(ROWS)} rows, got {len(losses)}")
    fig, ax = canvas(7, 1 + 1.3 * len(losses))
    told = []
    for row, ((name, values), (marker, colour)) in enumerate(zip(losses.items(), ROWS)):
        J = np.sort(array(f"losses of {name!r}", values, ("starts",)))
        if J[0] <= 0:
            raise ValueError(f"losses of {name!r} needs losses above 0 for a log axis, got {J[0]:g}")
        middle = np.median(J)
        ax.plot([middle] * 2, [row - 0.33, row + 0.41], color=INK, linewidth=1.5)
        ax.plot(J, row + np.linspace(-0.26, 0.34, len(J)), marker, color=colour, markersize=6.5,
                markeredgecolor="white", markeredgewidth=0.6)
        low, high = number(J[0], 3), number(J[-1], 3)
        told.append(f"{name}: median {number(middle, 3)}, from {low} to {high}, {len(J)} starts")
        ax.annotate(f"median {number(middle, 3)}", (middle, row - 0.33), (0, 3), textcoords="offset points",
                    ha="center")
    ax.set(xscale="log", xlabel="loss $J$ after training (nats)", yticks=range(len(losses)),
           yticklabels=[fill(name, 14) for name in losses], ylim=(len(losses) - 0.5, -0.65))
    ax.margins(x=0.2)
    return fig, f"Final losses of many random starts on a log axis, sorted, a dot for each start. {'; '.join(told)}."

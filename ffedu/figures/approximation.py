"""The pictures of approximation: towers of steps, bumps, errors against width, the jump, two inputs, no free lunch.

The function that is wanted is grey and thick, what a network makes of it blue. Curves differ in marker and dash too.
Source: DL section 6.4.1, Srihari 4.17-4.24, Zelener's lookup-table slide, Fix p. 46 and 52-54.
"""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from .. import approximation
from .._check import array
from ..stable import sigmoid
from . import BLUE, DASHES, GREEN, GREY, INK, ORANGE, PALE, PURPLE, VERMILION, canvas, listed, needs, number, style

WANTED = {"color": "#a0a0a0", "linewidth": 4, "solid_capstyle": "round"}
LOOKS = tuple({"color": color, "linestyle": DASHES[dash], "marker": marker} for color, dash, marker in (
    (BLUE, 0, "o"), (VERMILION, 1, "s"), (GREEN, 2, "^"), (INK, 3, "D"), (PURPLE, 1, "v")))
FLOOR = 1e-6                                     # smaller errors are drawn here, 0 too, and are not told in digits


# one unit as an indicator


@style()
def indicator(x: object, f: object, wanted: object, unit: object) -> tuple[Figure, str]:
    """Return f with the places where it is near a value, and below it what one unit can make of those places."""
    x = array("x", x, ("m",))
    f, wanted, unit = (array(name, value, x.shape) for name, value in (("f", f), ("wanted", wanted), ("unit", unit)))
    fig, (top, low) = _rows(6.4, 4.4)
    top.plot(x, f, color=GREY)
    top.plot(x, np.where(wanted > 0.5, f, np.nan), color=VERMILION, linewidth=5)
    low.plot(x, wanted, color=VERMILION, linestyle=DASHES[1], label="wanted")
    low.plot(x, unit, color=BLUE, label="the best single unit")
    top.set(ylabel="$f(x)$", title="Thick: where $f$ is close to the value")
    low.set(xlabel="$x$", ylabel="output", yticks=[0, 1], ylim=(-0.15, 1.15))
    low.legend(loc=(0.12, 0.4))
    alt = (f"Above, f over x from {number(x[0])} to {number(x[-1])}, and thick the {_stretches(wanted)} stretches on "
           f"which it is near the value, {number(100 * wanted.mean(), 3)} % of the line. Below, their indicator and "
           f"the best single unit, which is off on {number(100 * np.abs(unit - wanted).mean(), 3)} %.")
    return fig, alt


def _rows(width: float, height: float, rows: int = 2, columns: int = 1) -> tuple[Figure, np.ndarray]:
    """An empty figure with axes that share x; several columns share y too."""
    fig, ax = canvas(width, height)
    ax.remove()
    return fig, fig.subplots(rows, columns, sharex=True, sharey=columns > 1)


def _stretches(wanted: np.ndarray) -> int:
    """How many runs of ones there are."""
    on = (wanted > 0.5).astype(int)
    return int((np.diff(on, prepend=0) == 1).sum())


# functions and networks side by side


@style()
def panels(x: object, y: object, networks: Mapping[str, object], points: object = None) -> tuple[Figure, str]:
    """Return y over x, and in a panel each a network's output there; `points` (2, m) are data that it was fitted to."""
    x = array("x", x, ("m",))
    y = array("y", y, x.shape)
    outputs = {name: array(name, F, x.shape) for name, F in _few("networks", networks, 3).items()}
    fig, axes = canvas(7, 3.1, columns=len(outputs), squeeze=False, sharey=True)
    for ax, (name, F) in zip(axes[0], outputs.items()):
        ax.plot(x, y, **WANTED)
        ax.plot(x, F, color=BLUE, linewidth=1.6)
        if points is not None:
            ax.plot(*array("points", points, (2, "m")), "o", color=VERMILION, markersize=5, markeredgecolor=INK)
        ax.set(xlabel="$x$", title=name)
    room = 0.35 * np.ptp(y)
    if points is not None:
        axes[0, 0].set_ylim(y.min() - 2 * room, y.max() + 2 * room)
    worst = listed(f"{number(np.abs(F - y).max(), 3)} ({name})" for name, F in outputs.items())
    alt = (f"A function over x from {number(x[0])} to {number(x[-1])}, thick and grey, and over it "
           f"the output of a network, in {len(outputs)} panels. The largest errors: {worst}.")
    return fig, alt


@style()
def bumps(net: approximation.StepNet, x: object, y: object) -> tuple[Figure, str]:
    """Return each bump of a lookup table, its sum, and the function that it stands for. Source: Fix p. 46."""
    needs("net", net, approximation.StepNet)
    x = array("x", x, ("m",))
    y = array("y", y, x.shape)
    n = len(net.c) // 2
    steps = net.c * sigmoid(net.k * (x[:, None] - net.m))
    each = steps[:, :n] + steps[:, n:]
    F = each.sum(1) + net.c0
    fig, ax = canvas(6.4, 3.6)
    ax.plot(x, y, label="wanted", **WANTED)
    ax.plot(x, F, color=BLUE, label=f"sum of {n} bumps")
    ax.plot(x, each, color=VERMILION, linewidth=1, linestyle=DASHES[1])
    ax.plot([], [], color=VERMILION, linewidth=1, linestyle=DASHES[1], label="one bump each")
    ax.set(xlabel="$x$", ylabel="$F(x)$", ylim=(min(0, F.min()), 1.35 * max(F.max(), y.max())))
    ax.legend(loc="upper center", ncols=3)
    alt = (f"{n} bumps side by side on x from {number(x[0])} to {number(x[-1])}, each a step up and a step down, "
           f"as high as the function in its middle; the highest reaches {number(each.max(), 3)}. Their sum follows the "
           f"function with a largest error of {number(np.abs(F - y).max(), 3)}.")
    return fig, alt


# errors against the number of units


@style()
def rates(N: object, errors: Mapping[str, Mapping[str, object]]) -> tuple[Figure, str]:
    """Return error against the number of units, both logarithmic: a panel for each target, a curve for each network."""
    N = array("N", N, ("n",))
    tables = {name: {kind: array(kind, e, N.shape) for kind, e in _few(name, table, 5).items()}
              for name, table in _few("errors", errors, 4).items()}
    fig, axes = _rows(7, 4.6, 2, 2) if len(tables) > 1 else canvas(6.4, 3.8)
    axes = np.ravel(axes)
    for ax, (name, table) in zip(axes, tables.items()):
        _curves(ax, N, table)
        ax.set_title(name)
    for ax in axes[len(tables):]:
        ax.set_axis_off()
    axes[len(tables) - 1].set_xlabel("number of hidden units $N$")
    for ax in axes[::2]:
        ax.set_ylabel("largest error")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    last = "; ".join(f"{name}: " + ", ".join(f"{kind} {_size(e[-1])}" for kind, e in table.items())
                     for name, table in tables.items())
    alt = (f"Largest error against the number of units from {number(N[0])} to {number(N[-1])}, on logarithmic axes. "
           f"With {number(N[-1])} units: {last}.")
    return fig, alt


def _curves(ax: Axes, N: np.ndarray, table: Mapping[str, np.ndarray]) -> None:
    for look, (kind, e) in zip(LOOKS, table.items()):
        ax.loglog(N, np.maximum(e, FLOOR), label=kind, markersize=5, linewidth=1.6, **look)
    ax.set_xticks(N, [number(n) for n in N])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.grid(color=PALE, linewidth=0.8)


def _size(error: float) -> str:
    """An error in words: so many digits, or a round bound where digits mean nothing."""
    return number(error, 2) if error >= FLOOR else "below 0.000001"


# the jump


@style()
def jump(k: object) -> tuple[Figure, str]:
    """Return sigma(k x) beside the unit step for several k, and its largest and its mean error against k."""
    k = array("k", k, ("n",))
    if len(k) < 2 or np.any(k <= 0):
        raise ValueError(f"k needs at least two numbers above 0, got {k}")
    x = np.linspace(-1, 1, 401)
    L1 = 2 * (np.log(2) - np.log1p(np.exp(-k))) / k                    # the integral from -1 to 1
    fig, (left, right) = canvas(7, 3.5, columns=2)
    left.plot([-1, 0, 0, 1], [0, 0, 1, 1], **WANTED)
    for look, value in zip(LOOKS, k[:3]):
        line = {part: look[part] for part in ("color", "linestyle")}
        left.plot(x, sigmoid(value * x), label=f"$k$ = {number(value)}", **line)
    left.plot(0, 0.5, "o", color=INK, markersize=7)
    left.set(xlabel="$x$", ylabel=r"$\sigma(k x)$", yticks=[0, 0.5, 1])
    left.legend(loc="upper left")
    right.loglog(k, np.full(len(k), 0.5), markersize=5, label="largest error", **LOOKS[1])
    right.loglog(k, L1, markersize=5, label="area between", **LOOKS[0])
    right.set(xlabel="steepness $k$", ylabel="error")
    right.legend(loc="lower left")
    alt = (f"Left, the unit step and sigmoids of steepness {listed(map(number, k[:3]))}; all pass through one half "
           f"at the jump. Right, on logarithmic axes: the largest error stays at 0.5, and the area between the curves "
           f"falls from {number(L1[0], 2)} at k = {number(k[0])} to {number(L1[-1], 2)} at k = {number(k[-1])}.")
    return fig, alt


# two inputs


@style()
def surface(f: object, F: object, w: object) -> tuple[Figure, str]:
    """Return a function on the unit square, a network's output there, both (n, n), and the output weights w (k,)."""
    f = array("f", f, ("n", "n"))
    F, w = array("F", F, f.shape), array("w", w, ("k",))
    fig, axes = canvas(7, 2.9, columns=3)
    levels = np.linspace(min(f.min(), F.min()), max(f.max(), F.max()) + 1e-9, 9)
    for ax, values, name in zip(axes, (f, F), ("wanted", "network")):
        t, s = (np.linspace(0, 1, n) for n in values.shape[::-1])
        ax.contourf(t, s, values, levels=levels, cmap="PuOr")
        ax.contour(t, s, values, levels=levels, colors=INK, linewidths=0.5)
        ax.set(xlabel="$x_1$", title=name, xticks=[0, 1], yticks=[0, 1], aspect="equal")
    axes[0].set_ylabel("$x_2$")
    axes[2].axhline(0, color=GREY, linewidth=1)
    axes[2].vlines(np.arange(1, len(w) + 1), 0, w, color=BLUE, linewidth=1.5)
    axes[2].plot(np.arange(1, len(w) + 1), w, "o", color=BLUE, markersize=4)
    axes[2].set(xlabel="hidden unit", title="output weights")
    alt = (f"Two maps of the unit square, what is wanted and what a network of {len(w)} hidden units gives; they "
           f"differ by at most {number(np.abs(F - f).max(), 2)}. Beside them the {len(w)} output weights, from "
           f"{number(w.min(), 2)} to {number(w.max(), 2)}.")
    return fig, alt


# no free lunch


@style()
def lunch(every: Mapping[str, object], some: Mapping[str, object], names: tuple[str, str]) -> tuple[Figure, str]:
    """Return how many functions a learner gets 0, 1, 2, ... unseen points right on: `every` function, and `some`."""
    tables = [{name: array(name, counts, ("n",)) for name, counts in _few("learners", table, 4).items()}
              for table in (every, some)]
    fig, axes = canvas(7, 3.3, columns=2)
    shares, hatches = [], ("", "//", "..", "xx")
    for ax, table, title in zip(axes, tables, names):
        for i, (look, (name, counts)) in enumerate(zip((BLUE, VERMILION, GREEN, ORANGE), table.items())):
            at = np.arange(len(counts)) + (i - (len(table) - 1) / 2) * 0.2
            ax.bar(at, counts, 0.2, color=look, edgecolor=INK, linewidth=0.7, hatch=hatches[i], label=name)
        n = len(next(iter(table.values())))
        ax.set(xlabel="unseen points right", xticks=range(n), title=title)
        shares.append(listed(f"{name} {_share(counts)}" for name, counts in table.items()))
    axes[0].set_ylabel("functions")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
    alt = (f"Two groups of bars: on how many functions each learner gets so many unseen points right. "
           f"{names[0]}: mean shares {shares[0]}. {names[1]}: mean shares {shares[1]}.")
    return fig, alt


def _share(counts: np.ndarray) -> str:
    """The mean share of unseen points that are right."""
    return number(np.arange(len(counts)) @ counts / counts.sum() / (len(counts) - 1), 3)


def _few(name: str, table: object, most: int) -> Mapping:
    needs(name, table, Mapping)
    if not 1 <= len(table) <= most:
        raise ValueError(f"{name} needs 1 to {most} entries, got {len(table)}")
    return table

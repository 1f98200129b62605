"""The pictures of XOR: why a line fails, how the hidden layer folds the plane, what training makes of it.

In all of them a point with target 0 is a blue circle, one with target 1 a vermilion square.
Source: DL fig. 6.1-6.3, Srihari 1.23-1.34.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import xor
from .._check import array
from ..experiment import Rate
from . import BLUE, DASHES, GREEN, GREY, INK, ORANGE, PALE, PURPLE, VERMILION
from . import board, canvas, disc, edge, halo, listed, needs, number, style

ZERO, ONE = {"marker": "o", "color": BLUE}, {"marker": "s", "color": VERMILION}
INPUTS = [f"({int(x1)}, {int(x2)})" for x1, x2 in xor.X]
BELOW, ABOVE = "#ffffff", "#fbe3d3"             # where f <= 1/2 and where f > 1/2


# the linear model


@style()
def failure(fit: xor.LinearFit) -> tuple[Figure, str]:
    """Return the four points with their targets and the linear model's outputs, and why it cannot meet them."""
    needs("fit", fit, xor.LinearFit)
    f = array("fit.f", fit.f, (4,))
    fig, ax = canvas(6.4, 4)
    for point, target, output in zip(xor.X, xor.y, f):
        _mark(ax, point, target)
        _beside(ax, point, f"target {number(target)}\noutput {_short(output)}")
    for x1, change, word in ((0, xor.y[1] - xor.y[0], "rise"), (1, xor.y[3] - xor.y[2], "fall")):
        ax.annotate("", (x1, 0.88), (x1, 0.12), arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.6})
        _beside(ax, (x1, 0.5), f"must {word}\nby {number(abs(change))}")
    ax.set(xlim=(-0.75, 1.75), ylim=(-0.25, 1.25), xticks=[0, 1], yticks=[0, 1], xlabel="$x_1$", ylabel="$x_2$",
           aspect="equal", title=f"Along both arrows a linear model changes by the same $w_2$ = {_short(fit.w[1])}")
    alt = (f"The four inputs of XOR in the plane. The linear model gives {listed(map(_short, f))} at "
           f"{listed(INPUTS)}, where {listed(map(number, xor.y))} are wanted. As x2 goes from 0 to 1 the output must "
           f"rise by 1 on the left and fall by 1 on the right; the model changes by {_short(fit.w[1])} on both sides.")
    return fig, alt


def _beside(ax: Axes, at: tuple[float, float], text: str) -> None:
    """Text away from the middle: right of a point on the right, left of one on the left."""
    right = at[0] > 0.5
    ax.annotate(text, at, (16 if right else -16, 0), textcoords="offset points", ha="left" if right else "right",
                va="center", linespacing=1.4)


# the rectified linear unit


@style()
def relu() -> tuple[Figure, str]:
    """Return the graph of g(z) = max{0, z}. Source: DL fig. 6.3."""
    z = np.linspace(-2, 2, 5)
    g = xor.relu(z)
    fig, ax = canvas(4.6, 3.1)
    ax.plot(z, g, color=BLUE, linewidth=2.5)
    ax.plot(0, xor.relu(0), "o", color=INK, markersize=7)
    ax.set(xlabel="$z$", ylabel=r"$g(z) = \max\{0, z\}$", xticks=z, yticks=[0, 1, 2], ylim=(-0.35, 2.1))
    ax.grid(color=PALE, linewidth=0.8)
    for x, y, text in ((-1.1, 0.16, "slope 0"), (0.62, 1.1, "slope 1"), (0.35, -0.22, "kink")):
        halo(ax.text(x, y, text, ha="center"))
    alt = (f"Graph of max(0, z) for z from {number(z[0])} to {number(z[-1])}: flat at {number(g[0])} up to the kink at "
           f"z = 0, then a straight rise of slope 1 to {number(g[-1])}.")
    return fig, alt


# two spaces


@style()
def spaces(theta: xor.Parameters) -> tuple[Figure, str]:
    """Return x space and h space side by side, with the border f = 1/2 in both. Source: DL fig. 6.1.

    Inputs that fall on one point of h space stand there in a double ring.
    """
    theta = _two_units(theta)
    h = xor.network(xor.X, *theta).h
    fig, (left, right) = canvas(7, 4.1, columns=2)
    _space(left, "x", xor.X, lambda P: xor.network(P, *theta).f)
    _space(right, "h", h, lambda P: P @ theta.w + theta.b)
    left.set_title("$x$ space: the inputs")
    right.set_title(r"$h$ space: $h = \max\{0,\ W^\top x + c\}$")
    fig.legend(handles=_key(), loc="outside lower center", ncols=4, columnspacing=1.4, handletextpad=0.5)
    images = listed(f"{_names(group)} at ({_short(h[group[0], 0])}, {_short(h[group[0], 1])})" for group in _folds(h))
    alt = ("Two panels. Left, x space: the four inputs and the border f = 1/2. "
           f"Right, h space: {images}; {_border(h, theta)}.")
    return fig, alt


def _space(ax: Axes, name: str, points: np.ndarray, f: Callable[[np.ndarray], np.ndarray]) -> None:
    """One panel: light where f > 1/2, the border, the four points, labelled with the inputs they stand for."""
    low, high = min(0, points.min()), max(1, points.max())
    pad = 0.32 * (high - low)
    t = np.linspace(low - pad, high + pad, 201)
    F = f(np.stack(np.meshgrid(t, t), axis=-1).reshape(-1, 2)).reshape(len(t), len(t))
    ax.contourf(t, t, F, levels=[min(F.min(), 0) - 1, 0.5, max(F.max(), 1) + 1], colors=[BELOW, ABOVE])
    if F.min() < 0.5 < F.max():
        ax.contour(t, t, F, levels=[0.5], colors=INK, linewidths=2)
    ax.axhline(0, color=PALE, linewidth=1, zorder=0.5)
    ax.axvline(0, color=PALE, linewidth=1, zorder=0.5)
    for group in _folds(points):
        _image(ax, points[group[0]], group)
    ax.set(xlabel=f"${name}_1$", ylabel=f"${name}_2$", aspect="equal")
    ax.locator_params(integer=high - low >= 1, nbins=5)


def _image(ax: Axes, point: np.ndarray, group: list[int], above: set[float] = frozenset({0.})) -> None:
    """The inputs of `group`, all at one point: their names, above for targets in `above`; a second ring for several."""
    targets = {xor.y[i] for i in group}
    for target in sorted(targets, reverse=True):                        # both targets at one point: circle on square
        _mark(ax, point, target, size=14 if target and len(targets) > 1 else 10)
    if len(group) > 1:
        ax.plot(*point, "o", markersize=20, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.5, zorder=5)
    up = 1 if targets <= above else -1
    gap = 7 if len(group) == 1 else 12
    halo(ax.annotate(fill(_names(group), 18), point, (0, up * gap), textcoords="offset points", ha="center",
                     va="bottom" if up > 0 else "top", fontsize=10, zorder=6))


def _key() -> list[object]:
    point = {"linestyle": "none", "markeredgecolor": INK, "markersize": 9}
    return [Line2D([], [], label="target 0", **ZERO, **point), Line2D([], [], label="target 1", **ONE, **point),
            Line2D([], [], color=INK, label="$f = 1/2$"), Patch(facecolor=ABOVE, edgecolor=GREY, label="$f > 1/2$")]


def _border(h: np.ndarray, theta: xor.Parameters) -> str:
    """The straight border in h space in words, and how many inputs it has on the right side."""
    f = h @ theta.w + theta.b
    right = int(((f > 0.5) == (xor.y > 0.5)).sum())
    if not theta.w.any():
        return f"f is {_short(theta.b)} everywhere, so that there is no border"
    w = f"({_short(theta.w[0])}, {_short(theta.w[1])})"
    return (f"the border is the straight line w^T h + b = 1/2 with w = {w} and b = {_short(theta.b)}; "
            f"{right} of the {len(f)} inputs lie on the side of their target")


# the network, drawn


@style()
def drawn(theta: xor.Parameters) -> tuple[Figure, str]:
    """Return the network drawn twice: a node for every unit, and a node for every layer. Source: DL fig. 6.2."""
    theta = _two_units(theta)
    fig, ax = board(7, 3.95)
    _units(ax, theta)
    _layers(ax)
    into = "; ".join(f"h{j + 1} by {_short(theta.W[0, j])} and {_short(theta.W[1, j])}, bias {_short(theta.c[j])}"
                     for j in (0, 1))
    alt = (f"The network drawn twice. Left, a node for every unit: x1 and x2 enter {into}; h1 and h2 enter y by "
           f"{_short(theta.w[0])} and {_short(theta.w[1])}, bias {_short(theta.b)}. Right, a node for every layer: "
           "x to h by W and c, h to y by w and b.")
    return fig, alt


def _units(ax: Axes, theta: xor.Parameters) -> None:
    x, h, y = [(1.5, 0.8), (3.5, 0.8)], [(1.5, 2.15), (3.5, 2.15)], (2.5, 3.5)
    for i, j, at in ((0, 0, 0.5), (0, 1, 0.3), (1, 0, 0.3), (1, 1, 0.5)):
        edge(ax, x[i], h[j], _short(theta.W[i, j]), at, gap=0.28)
    for j in (0, 1):
        edge(ax, h[j], y, _short(theta.w[j]), 0.5, gap=0.28)
        disc(ax, x[j], f"$x_{j + 1}$")
        disc(ax, h[j], f"$h_{j + 1}$", edgecolor=BLUE)
        sign = 2 * j - 1
        ax.text(h[j][0] + sign * 0.38, h[j][1], f"$c_{j + 1}$ = {_short(theta.c[j])}", va="center",
                ha="left" if j else "right")
    disc(ax, y, "$y$")
    ax.text(2.88, 3.5, f"$b$ = {_short(theta.b)}", va="center")
    ax.text(2.5, 0.16, "a node for every unit", ha="center")


def _layers(ax: Axes) -> None:
    x, h, y = (5.9, 0.8), (5.9, 2.15), (5.9, 3.5)
    edge(ax, x, h, "$W,\\ c$", 0.48, gap=0.28)
    edge(ax, h, y, "$w,\\ b$", 0.48, gap=0.28)
    for at, name, colour in ((x, "$x$", INK), (h, "$h$", BLUE), (y, "$y$", INK)):
        disc(ax, at, name, edgecolor=colour)
    ax.text(5.9, 0.16, "a node for every layer", ha="center")


# the output as a function of h2


@style()
def slices(theta: xor.Parameters) -> tuple[Figure, str]:
    """Return f against h2, one line for every value of h1 that the four points take, the points marked on them."""
    theta = _two_units(theta)
    h = xor.network(xor.X, *theta).h
    h1, h2 = np.unique(h[:, 0]), np.array([0, max(1, h[:, 1].max())])
    fig, ax = canvas(6.4, 3.9)
    for value, colour, dash in zip(h1, (INK, GREEN, BLUE, VERMILION), DASHES):
        f = value * theta.w[0] + h2 * theta.w[1] + theta.b
        ax.plot(h2, f, color=colour, linestyle=dash, zorder=2)
        ax.annotate(f"$h_1$ = {_short(value)}", (h2[1], f[1]), (13, 0), textcoords="offset points", va="center")
    for group in _folds(h):
        f = h[group[0]] @ theta.w + theta.b
        _image(ax, np.array([h[group[0], 1], f]), group, above={0., 1.})
    ticks = np.linspace(*h2, 5)
    ax.set(xlabel="$h_2$", xticks=ticks, xticklabels=map(_short, ticks), ylabel=r"$f = w^\top h + b$",
           title=f"Each line has the slope $w_2$ = {_short(theta.w[1])}")
    ax.margins(x=0.2, y=0.16)
    way = "falls" if theta.w[1] < 0 else "rises" if theta.w[1] > 0 else "stays level"
    alt = (f"The output f against h2, a line for each of h1 = {listed(map(_short, h1))}: every line {way}, with slope "
           f"{_short(theta.w[1])}. The four points lie at f = {listed(_short(v) for v in h @ theta.w + theta.b)}.")
    return fig, alt


# training


@style()
def starts(rates: Mapping[int, Rate]) -> tuple[Figure, str]:
    """Return the share of random starts that solve XOR, with intervals, for {hidden units: experiment.Rate}."""
    needs("rates", rates, Mapping)
    for n, rate in rates.items():
        needs(f"rates[{n}]", rate, Rate)
    share, low, high = array("rates", [tuple(rate) for rate in rates.values()], ("m", 3)).T
    place = np.arange(len(rates))
    fig, ax = canvas(6.4, 3.6)
    ax.errorbar(place, share, [share - low, high - share], fmt="o", color=BLUE, markersize=6, capsize=6, linewidth=1.8)
    for x, y in zip(place, share):
        halo(ax.annotate(f"{100 * y:.0f} %", (x, y), (10, 0), textcoords="offset points", va="center"))
    ax.set(xticks=place, xticklabels=list(rates), xlabel="hidden units", ylabel="share of starts that solve XOR",
           xlim=(-0.5, len(rates) - 0.2), ylim=(-0.03, 1.06), yticks=np.linspace(0, 1, 6),
           yticklabels=[f"{20 * k} %" for k in range(6)])
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    parts = listed(f"{100 * rate.share:.0f} % with {n} (interval {100 * rate.low:.0f} to {100 * rate.high:.0f})"
                   for n, rate in rates.items())
    return fig, f"Share of random starts that solve XOR against the number of hidden units: {parts}."


@style()
def endings(ends: Mapping[tuple[str, int], Mapping[str, int]]) -> tuple[Figure, str]:
    """Return how many starts ended in which way, a bar for each {(unit, hidden units): {way: starts}}."""
    needs("ends", ends, Mapping)
    names = [f"{unit}, {n}" for unit, n in ends]
    ways = list(dict.fromkeys(how for found in ends.values() for how, n in found.items() if n))
    fig, ax = canvas(6.6, 1.3 + 0.27 * len(ends))
    left = np.zeros(len(ends))
    for how, color, hatch in zip(ways, (BLUE, PALE, ORANGE, PURPLE, GREEN), ("", "///", "...", "xxx", "++")):
        share = np.array([found.get(how, 0) / sum(found.values()) for found in ends.values()])
        ax.barh(names, share, left=left, color=color, hatch=hatch, edgecolor="white", linewidth=0.6, label=how)
        left = left + share
    ax.invert_yaxis()
    ax.set(xlim=(0, 1), xlabel="share of the starts", xticks=np.linspace(0, 1, 6))
    fig.legend(loc="outside upper center", ncols=2)
    parts = listed(f"{found.get(ways[0], 0)} with {name}" for name, found in zip(names, ends.values()))
    rest = listed(f"{sum(found.get(how, 0) for found in ends.values())} {how}" for how in ways[1:] or ["otherwise"])
    return fig, f"Bars that say how training on XOR ended. {ways[0].capitalize()}: {parts} hidden units. The others: {rest}."


# parts


def _two_units(theta: xor.Parameters) -> xor.Parameters:
    """theta with its shapes checked; these pictures have room for two hidden units."""
    needs("theta", theta, Sequence)
    if len(theta) != 4:
        raise ValueError(f"theta needs four parts, W, c, w and b, got {len(theta)}")
    theta = xor.Parameters(*theta)
    xor.network(xor.X, *theta)
    return theta._replace(W=array("W", theta.W, (2, 2)), c=array("c", theta.c, (2,)), w=array("w", theta.w, (2,)))


def _mark(ax: Axes, point: np.ndarray, target: float, size: float = 10) -> None:
    ax.plot(*point, **(ONE if target else ZERO), markersize=size, markeredgecolor=INK, linestyle="none", zorder=4,
            clip_on=False)


def _folds(points: np.ndarray) -> list[list[int]]:
    """The indices of the four points, those that coincide together."""
    groups: dict[tuple[float, ...], list[int]] = {}
    for i, point in enumerate(np.round(points, 9) + 0.0):
        groups.setdefault(tuple(point), []).append(i)
    return list(groups.values())


def _names(group: list[int]) -> str:
    return listed(INPUTS[i] for i in group)


def _short(value: float) -> str:
    return number(np.round(value, 9), 3)

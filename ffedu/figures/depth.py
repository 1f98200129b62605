"""The pictures of depth: folds, sawteeth, regions on a line and in the plane, the square, what networks learn of a cut.

Depth is blue, one wide layer vermilion; curves differ in marker and dash too.
Source: DL fig. 6.5-6.7, Srihari 4.25-4.30.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.ticker import StrMethodFormatter

from .. import mlp, regions
from .._check import array, count, kind
from . import BLUE, DASHES, GREEN, GREY, INK, VERMILION, canvas, listed, number, style

FLAG = np.array([[0.2, 0.15], [0.2, 0.85], [0.8, 0.65], [0.35, 0.45], [0.35, 0.15]])      # in a unit square
SHADES = ["#f7f4ea", "#cfe3f2", "#f6d5bd", "#cdebdf", "#e9d3e2", "#f9eeb0", "#b7c9d9", "#e5e5e5"]
DEEP = {"color": BLUE, "linestyle": DASHES[0], "marker": "o"}
WIDE = {"color": VERMILION, "linestyle": DASHES[1], "marker": "s"}
ABOVE = {"color": GREY, "linestyle": DASHES[3], "marker": "v"}
BELOW = {"color": GREEN, "linestyle": DASHES[1], "marker": "^"}
GRID = 241


# folds


@style()
def folds(theta: Sequence[mlp.Layer]) -> tuple[Figure, str]:
    """Return the sheet [-1, 1]^2 before and after each layer of `depth.fold`, with a flag on every copy of the last.

    Source: DL fig. 6.5, Srihari 4.26.
    """
    shifts = [float(layer.b[0]) for layer in kind("theta", theta, Sequence)[:-1]]
    if not 1 <= len(shifts) <= 3:
        raise ValueError(f"theta needs one to three folding layers, got {len(shifts)}")
    m = len(shifts)
    flags = [0.5 ** (m - 1) * FLAG]
    fig, axes = canvas(7, 2.7, columns=m + 1)
    numbers = []
    for l in range(m, -1, -1):
        _sheet(axes[l], flags, l, shifts[l] if l < m else None)
        numbers.append(len(flags))
        if l:
            flags = [_unfolded(flag, shifts[l - 1], sides) for flag in flags for sides in np.ndindex(2, 2)]
    alt = (f"A square sheet before folding and after each of {m} layers: {listed(numbers[::-1])} flags. Each layer "
           "folds it along both axes, so that every flag comes to lie on its mirror images.")
    return fig, alt


def _unfolded(flag: np.ndarray, shift: float, sides: tuple[int, int]) -> np.ndarray:
    """One of the four polygons that |x + shift| lays on the flag."""
    return (1 - 2 * np.array(sides)) * flag - shift


def _sheet(ax: Axes, flags: list[np.ndarray], l: int, shift: float | None) -> None:
    """The sheet after l folds, its flags, and the creases of the next fold."""
    low, high = (-1.0, 1.0) if l == 0 else (0.0, 0.5 ** (l - 1))
    ax.add_patch(Rectangle((low, low), high - low, high - low, facecolor=SHADES[0], edgecolor=GREY, linewidth=1.2))
    for flag in flags:
        ax.add_patch(Polygon(flag, facecolor=BLUE, edgecolor=INK, linewidth=0.8))
    if shift is not None:
        ax.plot([low, high], [-shift, -shift], color=VERMILION, linestyle=DASHES[1], linewidth=1.5)
        ax.plot([-shift, -shift], [low, high], color=VERMILION, linestyle=DASHES[1], linewidth=1.5)
    ax.set(xlim=(-1.08, 1.08), ylim=(-1.08, 1.08), aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    ax.set_title("the sheet" if l == 0 else f"folded by {l} layer{'s' * (l > 1)}")


# sawteeth


@style()
def teeth(outputs: Mapping[int, object], x: object) -> tuple[Figure, str]:
    """Return the outputs of tents of several depths over x, one above the other."""
    x = array("x", x, ("m",))
    outputs = kind("outputs", outputs, Mapping)
    curves = {count("l", l, least=1): array("outputs", z, x.shape) for l, z in outputs.items()}
    fig, ax = canvas(6.4, 1.1 * len(curves) + 0.5)
    ax.remove()
    axes = fig.subplots(len(curves), 1, sharex=True, squeeze=False)[:, 0]
    for ax, (l, z) in zip(axes, curves.items()):
        ax.plot(x, z, color=BLUE)
        ax.set(yticks=[0, 1], ylim=(-0.1, 1.1), ylabel=f"{l} layer{'s' * (l > 1)}")
        ax.yaxis.label.set(rotation=0, ha="right", va="center")
    axes[-1].set(xlabel="$x$", xlim=(x[0], x[-1]))
    runs = listed(f"{_runs(z)} straight runs for {l} layer{'s' * (l > 1)}" for l, z in curves.items())
    return fig, f"Sawteeth over x from {number(x[0])} to {number(x[-1])}, up and down between 0 and 1: {runs}."


def _runs(z: np.ndarray) -> int:
    """How many stretches rise or fall."""
    up = np.sign(np.diff(z))
    return int(1 + (np.diff(up[up != 0]) != 0).sum())


# regions


@style()
def counts(found: Mapping[int, object], low: Mapping[int, int], high: Mapping[int, int]) -> tuple[Figure, str]:
    """Return the pieces of networks drawn at random against their depth, between the bounds for the best weights."""
    depths = [count("l", l, least=1) for l in kind("found", found, Mapping)]
    pieces = {l: array("found", found[l], ("draws",)) for l in depths}
    fig, ax = canvas(6.4, 3.6)
    for bounds, look, name in ((high, ABOVE, "none has more"), (low, BELOW, "some network has as many")):
        ax.plot(depths, [bounds[l] for l in depths], label=name, markersize=7, **look)
    for l, values in pieces.items():
        ax.plot(np.full(len(values), l), values, "_", color=BLUE, markersize=13, markeredgewidth=1)
    ax.plot(depths, [np.median(values) for values in pieces.values()], label="drawn at random, median", **DEEP)
    ax.set(yscale="log", xlabel="layers", ylabel="pieces on a line", xticks=depths)
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.legend(loc="upper left")
    alt = ("Pieces on a line against the number of layers, on a logarithmic scale. " + " ".join(
        f"{l} layer{'s' * (l > 1)}: median {number(np.median(values))}, largest {number(values.max())}, "
        f"bounds {low[l]} and {high[l]}." for l, values in pieces.items()))
    return fig, alt


@style()
def cells(networks: Mapping[str, Sequence[mlp.Layer]]) -> tuple[Figure, str]:
    """Return the cells of networks of two inputs on the unit square, a shade to each, evaluated on a grid."""
    networks = kind("networks", networks, Mapping)
    fig, axes = canvas(7, 3.6, columns=len(networks), squeeze=False, sharey=True)
    t = (np.arange(GRID) + 0.5) / GRID
    points = np.stack(np.meshgrid(t, t), axis=-1).reshape(-1, 2)
    sizes = []
    for ax, (name, theta) in zip(axes[0], networks.items()):
        _shaded(ax, np.hstack(mlp.forward(theta, points).a[:-1]).reshape(GRID, GRID, -1))
        sizes.append(f"{regions.in_box(theta, (0, 0), (1, 1)).cells} cells ({name})")
        ax.set(xlabel="$x_1$", title=sizes[-1], xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], aspect="equal")
    axes[0, 0].set_ylabel("$x_2$")
    return fig, f"The unit square cut by networks of two inputs into convex cells: {listed(sizes)}."


def _shaded(ax: Axes, a: np.ndarray) -> None:
    """A shade for each pattern of positive a, neighbours unlike where one unit differs, and the lines a = 0."""
    weights = np.array([1, 2, 4, 3, 5, 6, 7, 1])
    shade = ((a > 0) @ np.resize(weights, a.shape[-1])) % len(SHADES)
    ax.imshow(shade, origin="lower", extent=(0, 1, 0, 1), cmap=ListedColormap(SHADES), vmin=0, vmax=len(SHADES) - 1,
              interpolation="nearest")
    t = (np.arange(GRID) + 0.5) / GRID
    for i in range(a.shape[-1]):
        if a[..., i].min() < 0 < a[..., i].max():
            ax.contour(t, t, a[..., i], levels=[0], colors=INK, linewidths=1)


# the square


@style()
def square(units: object, deep: object, wide: object) -> tuple[Figure, str]:
    """Return the largest error in x^2 against the number of hidden units, by depth and in one layer."""
    units = array("units", units, ("n",))
    deep, wide = array("deep", deep, units.shape), array("wide", wide, units.shape)
    fig, ax = canvas(6.4, 3.6)
    ax.plot(units, deep, label="three units in each layer", **DEEP)
    ax.plot(units, wide, label="all units in one layer", **WIDE)
    ax.set(yscale="log", xlabel="hidden units", ylabel="largest error on [0, 1]", xticks=units)
    ax.legend(loc="lower left")
    at = listed(f"{number(n)} units {number(d, 3)} and {number(w, 3)}" for n, d, w in zip(units, deep, wide))
    return fig, f"Largest error in x^2 by depth and in one layer, on a logarithmic scale: with {at}."


# a task learned


@style()
def learnt(panels: Mapping[str, object]) -> tuple[Figure, str]:
    """Return what is wanted and what networks answer on a grid of the square [-1, 1]^2, one panel each: 1 is a hole."""
    shown = {name: array(name, answers, ("n", "n")) for name, answers in kind("panels", panels, Mapping).items()}
    wanted = next(iter(shown.values()))
    fig, axes = canvas(7, 2.8, columns=len(shown), squeeze=False, sharey=True)
    for ax, (name, answers) in zip(axes[0], shown.items()):
        ax.imshow(answers, origin="lower", extent=(-1, 1, -1, 1), cmap=ListedColormap([BLUE, SHADES[0]]), vmin=0,
                  vmax=1, interpolation="nearest")
        ax.set(title=name, xlabel="$x_1$", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    axes[0, 0].set_ylabel("$x_2$")
    agree = listed(f"{100 * (answers == wanted).mean():.0f} % ({name})" for name, answers in list(shown.items())[1:])
    return fig, (f"A sheet with holes, {100 * wanted.mean():.0f} % of it cut away, as wanted, and as networks see it. "
                 f"Their answers agree with it on {agree} of the grid.")


@style()
def accuracy(by_depth: Mapping[int, object], by_size: Mapping[str, Mapping[int, object]]) -> tuple[Figure, str]:
    """Return accuracy against depth, and against the number of parameters: a small mark a repetition, a line the mean.

    Later curves stand a little to the right, so that marks do not cover each other.
    Source: DL fig. 6.6 and 6.7, whose data are others.
    """
    by_depth = kind("by_depth", by_depth, Mapping)
    depths = {count("l", l, least=1): array("by_depth", a, ("runs",)) for l, a in by_depth.items()}
    fig, (left, right) = canvas(7, 3.4, columns=2, sharey=True)
    _runs_and_mean(left, depths, DEEP, "")
    left.set(xlabel="layers of the same width", ylabel="accuracy on test points", xticks=list(depths))
    looks = (WIDE, {"color": GREEN, "linestyle": DASHES[2], "marker": "^"}, DEEP)
    for i, (look, (name, sizes)) in enumerate(zip(looks, kind("by_size", by_size, Mapping).items())):
        _runs_and_mean(right, {P + 14 * i: array(name, a, ("runs",)) for P, a in sizes.items()}, look, name)
    right.set(xlabel="parameters")
    right.legend(loc="lower right")
    rise = listed(f"{number(a.mean(), 3)} for {l}" for l, a in depths.items())
    parts = [f"{name}: {listed(f'{number(np.mean(a), 3)} with {P} parameters' for P, a in sizes.items())}"
             for name, sizes in by_size.items()]
    return fig, f"Mean accuracy against depth: {rise} layers. Against parameters: {'; '.join(parts)}."


def _runs_and_mean(ax: Axes, values: Mapping[int, np.ndarray], look: Mapping[str, object], name: str) -> None:
    for at, runs in values.items():
        ax.plot(np.full(len(runs), at), runs, "_", color=look["color"], markersize=9, markeredgewidth=1)
    ax.plot(list(values), [runs.mean() for runs in values.values()], label=name, **look)

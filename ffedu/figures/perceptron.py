"""The pictures of the perceptron: what a unit cuts off, how it is corrected, when that ends, what it can and cannot be.

In all of them 0 (or -1) is a blue circle, 1 a vermilion square, and the shaded side is where a unit says 1.
Source: Payberah p. 7-20, Fix p. 8-18.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from .. import data
from .._check import array, finite
from ..perceptron import Run, Unit, angle, threshold_unit, update
from ..separability import Verdict
from . import BLUE, CSS_DPI, DASHES, GREEN, GREY, INK, PURPLE, VERMILION
from . import canvas, halo, listed, needs, number, style

ZERO, ONE = {"marker": "o", "color": BLUE}, {"marker": "s", "color": VERMILION}
SHADE = "#fbe3d3"                                # where a unit says 1
CORNERS = data.corners(2)


# one unit


@style()
def gates(units: Mapping[str, Unit]) -> tuple[Figure, str]:
    """Return the plane of two inputs for each of up to three units {name: (w, b)}: the cut, and what it gives."""
    needs("units", units, Mapping)
    if not 1 <= len(units) <= 3:
        raise ValueError(f"units needs one to three units, got {len(units)}")
    fig, axes = canvas(7, 2.9, columns=len(units), squeeze=False)
    words = []
    for ax, (name, (w, b)) in zip(axes[0], units.items()):
        w = array("w", w, (2,))
        yhat = threshold_unit(CORNERS, w, b).yhat
        _half_plane(ax, w, b, (-0.6, 1.6))
        for point, value in zip(CORNERS, yhat):
            _mark(ax, point, value)
        foot = (-b * w + 0.6 * np.array([-w[1], w[0]])) / (w @ w) if w.any() else np.zeros(2)
        _arrow(ax, foot, foot + 0.45 * w / max(np.linalg.norm(w), 1e-9), INK)
        ax.set(title=f"{name}: $w$ = ({_short(w[0])}, {_short(w[1])}), $b$ = {_short(b)}", xticks=[0, 1], yticks=[0, 1],
               xlabel="$x_1$")
        ax.title.set_fontsize(9.5)
        words.append(f"{name} with w = ({_short(w[0])}, {_short(w[1])}) and b = {_short(b)} says 1 at "
                     f"{int(yhat.sum())} of the four corners: {_corners(yhat)}")
    axes[0, 0].set_ylabel("$x_2$")
    return fig, f"The four corners and the cut of each unit. {'; '.join(words)}."


@style()
def corrections(w: object, cases: Sequence[tuple[object, int]]) -> tuple[Figure, str]:
    """Return Rosenblatt's correction of w (2,) on each of two examples (phi, y), as arrows. Source: Fix p. 11-12."""
    w = finite("w", array("w", w, (2,)))
    needs("cases", cases, Sequence)
    fig, axes = canvas(7, 3.5, columns=len(cases), squeeze=False)
    words = []
    for ax, (phi, y) in zip(axes[0], cases):
        phi = finite("phi", array("phi", phi, (2,)))
        after = update(w, phi, y)
        before, now = angle(w, phi), angle(after, phi)
        _half_plane(ax, after, 0, (-3, 3), border=False)
        _line(ax, w, 0, (-3, 3), color=GREY, linewidth=1.2)
        sign, colour = ("+", VERMILION) if y > 0 else ("−", BLUE)
        name = rf"$w {'+' if y > 0 else '-'} \varphi$"
        for tip, text, ink in ((w, "$w$", INK), (phi, r"$\varphi$", colour), (after, name, GREEN)):
            _arrow(ax, (0, 0), tip, ink)
            _at_tip(ax, tip, text, ink)
        _arrow(ax, w, after, colour, linestyle=(0, (4, 2)), linewidth=1.2)
        ax.set(title=f"$y$ = {sign}1: angle {before:.1f}° becomes {now:.1f}°", xticks=[-2, 0, 2], yticks=[-2, 0, 2])
        words.append(f"y = {sign}1: phi = {_pair(phi)} makes {before:.1f} degrees with w, and {now:.1f} with the new "
                     f"w = {_pair(after)}")
    return fig, f"Corrections of w = {_pair(w)} on misclassified examples. {'. '.join(words)}."


# learning


@style()
def mistakes(runs: Mapping[str, Run], bounds: Mapping[str, float]) -> tuple[Figure, str]:
    """Return the corrections so far against the epochs, a curve for each run, and the bounds that there are."""
    needs("runs", runs, Mapping)
    needs("bounds", bounds, Mapping)
    fig, ax = canvas(6.4, 3.8)
    last = max(run.epochs for run in runs.values() if run.converged) + 5
    words = []
    for (name, run), colour, marker in zip(runs.items(), (BLUE, GREEN, VERMILION, PURPLE), "os^D"):
        needs(f"runs[{name}]", run, Run)
        epochs = np.arange(min(run.epochs, last) + 1)
        so_far = np.array([sum(u.epoch <= e for u in run.updates) for e in epochs])
        ax.plot(epochs, so_far, marker=marker, color=colour, markersize=4.5, linewidth=1.5)
        end = f"{name}: {so_far[-1]}" + ("" if run.converged else ", and on")
        halo(ax.annotate(end, (epochs[-1], so_far[-1]), (7, 0), textcoords="offset points", va="center", color=colour))
        if name in bounds:
            ax.axhline(bounds[name], color=colour, linestyle=DASHES[1], linewidth=1.2)
            halo(ax.annotate(f"bound for {name}: {bounds[name]:.0f}", (0, bounds[name]), (2, 3),
                             textcoords="offset points", color=colour, fontsize=9))
        words.append(f"{name} {len(run.updates)} in {run.epochs} epochs"
                     + (f", bound {bounds[name]:.0f}" if name in bounds else "")
                     + (", then none" if run.converged else ", still going"))
    ax.set(xlabel="epochs", ylabel="corrections so far", xlim=(-0.3, last + 3), ylim=(-2, None))
    return fig, f"Corrections of Rosenblatt's rule against epochs: {'; '.join(words)}."


@style()
def plane(points: data.Data, run: Run) -> tuple[Figure, str]:
    """Return points of two classes in the plane with the borders that the rule had on its way. Source: Fix p. 18."""
    needs("points", points, data.Data)
    needs("run", run, Run)
    X, y = array("points.X", points.X, ("m", 2)), points.y
    ends = (-3.4, 3.4)
    fig, ax = canvas(6.4, 4.2)
    _half_plane(ax, run.w[1:], run.w[0], ends)
    some = [run.updates[i].after for i in np.unique(np.linspace(0, max(len(run.updates) - 2, 0), 4).astype(int))]
    for w in some[:len(run.updates) - 1]:
        _line(ax, w[1:], w[0], ends, color=GREY, linestyle=DASHES[1], linewidth=1)
    for point, value in zip(X, y):
        _mark(ax, point, value, size=5.5)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xticks=range(-3, 4), yticks=range(-3, 4))
    right = int((threshold_unit(X, run.w[1:], run.w[0]).yhat == y).sum())
    alt = (f"{len(X)} points on the square from −3 to 3, {int(y.sum())} of them in class 1. The border after "
           f"{len(run.updates)} corrections has {right} of the points on their right side; earlier borders are broken.")
    return fig, alt


@style()
def bound(counts: Mapping[float, Sequence[int]], limits: Mapping[float, Sequence[float]]) -> tuple[Figure, str]:
    """Return corrections against Novikoff's bound, a mark for each data set {gap: values}, on logarithmic axes."""
    needs("counts", counts, Mapping)
    needs("limits", limits, Mapping)
    fig, ax = canvas(6.4, 3.9)
    words, largest = [], 0.0
    for (gap, k), colour, marker in zip(counts.items(), (BLUE, GREEN, VERMILION, PURPLE), "os^D"):
        k, limit = array("counts", k, ("m",)), array("limits", limits[gap], (len(k),))
        ax.plot(limit, k, marker, color=colour, markersize=4.5, alpha=0.6, markeredgewidth=0, label=f"gap {gap:g}")
        largest = max(largest, float((k / limit).max()))
        words.append(f"gap {gap:g} has a median of {number(np.median(k), 3)} corrections")
    ends = np.array([1, max(max(limit) for limit in limits.values())])
    ax.plot(ends, ends, color=INK, linewidth=1.3, label="corrections = bound")
    ax.set(xscale="log", yscale="log", xlabel=r"Novikoff's bound $(R / \gamma)^2$", ylabel="corrections",
           ylim=(0.8, 5 * max(max(k) for k in counts.values())))
    fig.legend(loc="outside upper center", ncols=5, fontsize=9, handletextpad=0.4, columnspacing=1.2)
    return fig, (f"Corrections against Novikoff's bound, one mark for each data set: {listed(words)}. "
                 f"The largest ratio of corrections to bound is {number(largest, 2)}.")


# what one unit can be


@style()
def sixteen(verdicts: Sequence[Verdict]) -> tuple[Figure, str]:
    """Return the 16 Boolean functions of two inputs, each with the cut that computes it, or without."""
    needs("verdicts", verdicts, Sequence)
    table = data.boolean_functions(2)
    if len(verdicts) != len(table):
        raise ValueError(f"verdicts needs {len(table)} verdicts, got {len(verdicts)}")
    fig = Figure((7, 3), dpi=CSS_DPI, layout="constrained")
    for ax, name, y, verdict in zip(fig.subplots(2, 8).ravel(), data.GATES, table, verdicts):
        _half_plane(ax, np.array(verdict.w, float), verdict.b, (-0.5, 1.5), border=verdict.separable, width=1.3)
        for point, value in zip(CORNERS, y):
            _mark(ax, point, value, size=6)
        ax.set(xticks=[], yticks=[])
        words = name.replace(" AND ", " AND\n").replace(" OR ", " OR\n")
        ax.set_title(words, fontsize=8.5, color=INK if verdict.separable else VERMILION,
                     fontweight="normal" if verdict.separable else "bold")
        for spine in ax.spines.values():
            spine.set(visible=True, color=GREY if verdict.separable else VERMILION,
                      linewidth=0.8 if verdict.separable else 2.2)
    without = [name for name, verdict in zip(data.GATES, verdicts) if not verdict.separable]
    alt = (f"Sixteen squares, one for each Boolean function of two inputs: {16 - len(without)} with a straight cut "
           f"between zeros and ones, {len(without)} without" + (f": {listed(without)}." if without else "."))
    return fig, alt


# the cost that can be cheated


@style()
def cheat(half: object, full: object, out_half: object, out_full: object, y: object) -> tuple[Figure, str]:
    """Return the two costs on the way (steps + 1,), and the outputs at the end (4,) beside the targets y (4,)."""
    half = array("half", half, ("steps",))
    full = array("full", full, half.shape)
    outs = [array("outputs", out, (4,)) for out in (out_half, out_full)]
    y = array("y", y, (4,))
    fig, (left, right) = canvas(7, 3.4, columns=2)
    steps = np.unique(np.geomspace(1, len(half), 60).astype(int)) - 1
    looks = ((VERMILION, DASHES[1], "^", "half cost"), (BLUE, DASHES[0], "o", "full cost"))
    for J, out, (colour, dash, marker, name), shift in zip((half, full), outs, looks, (-0.1, 0.1)):
        left.plot(steps + 1, J[steps], color=colour, linestyle=dash, label=name)
        right.plot(np.arange(4) + shift, out, marker, color=colour, markersize=8, linestyle="none", label=name)
    right.plot(np.arange(4), y, "_", color=INK, markersize=30, markeredgewidth=2, label="target")
    right.axhline(0.5, color=GREY, linewidth=1, linestyle=DASHES[2])
    left.set(xscale="log", yscale="log", xlabel="epochs + 1", ylabel="cost $J$", title="what training sees")
    right.set(xticks=range(4), xticklabels=map(_pair, CORNERS), xlabel="input", ylabel=r"output $\hat{y}$",
              ylim=(-0.08, 1.1), xlim=(-0.5, 3.5), title="what the unit says")
    handles = [Line2D([], [], color=c, linestyle=d, marker=m, label=n) for c, d, m, n in looks]
    handles.append(Line2D([], [], color=INK, linewidth=2, label="target"))
    fig.legend(handles=handles, loc="outside lower center", ncols=3)
    right_answers = [int(((out >= 0.5) == (y > 0.5)).sum()) for out in outs]
    return fig, (f"Left: the half cost falls from {number(half[0], 3)} to {number(half[-1], 2)}, the full cost from "
                 f"{number(full[0], 3)} to {number(full[-1], 2)}. Right: at the four inputs the half cost ends with "
                 f"{listed(number(v, 2) for v in outs[0])}, {right_answers[0]} of 4 right, the full cost with "
                 f"{right_answers[1]} of 4 right.")


# parts


def _half_plane(ax: Axes, w: np.ndarray, b: float, ends: tuple[float, float], border: bool = True,
                width: float = 2.0) -> None:
    """Shade where w^T x + b >= 0 on a square panel, and draw its border."""
    low, high = ends
    t = np.linspace(low, high, 61)
    z = (np.stack(np.meshgrid(t, t), axis=-1) @ w + b).reshape(len(t), len(t))
    if z.max() >= 0 and (w.any() or b):
        ax.contourf(t, t, z, levels=[0, max(z.max(), 0) + 1], colors=[SHADE], zorder=0)
    if border:
        _line(ax, w, b, ends, color=INK, linewidth=width)
    ax.set(xlim=ends, ylim=ends, aspect="equal")


def _line(ax: Axes, w: np.ndarray, b: float, ends: tuple[float, float], **look: object) -> None:
    """Draw w^T x + b = 0, if it is a line."""
    if w.any():
        foot, along = -b * w / (w @ w), np.array([-w[1], w[0]]) / np.linalg.norm(w)
        reach = 4 * (ends[1] - ends[0])
        ends = np.transpose([foot - reach * along, foot + reach * along])
        ax.plot(*ends, zorder=1, scalex=False, scaley=False, **look)


def _arrow(ax: Axes, start: object, end: object, colour: str, **look: object) -> None:
    ax.annotate("", end, start, zorder=3, arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.8,
                                                      "shrinkA": 0, "shrinkB": 0, **look})


def _at_tip(ax: Axes, tip: np.ndarray, text: str, colour: str) -> None:
    x, y = 12 * tip / max(np.linalg.norm(tip), 1e-9)
    halo(ax.annotate(text, tip, (x, y), textcoords="offset points", va="center", color=colour, zorder=5,
                     ha="left" if x > 4 else "right" if x < -4 else "center"))


def _mark(ax: Axes, point: np.ndarray, value: float, size: float = 9) -> None:
    ax.plot(*point, **(ONE if value else ZERO), markersize=size, markeredgecolor=INK, markeredgewidth=0.8,
            linestyle="none", zorder=4)


def _corners(yhat: np.ndarray) -> str:
    return listed(_pair(point) for point in CORNERS[yhat > 0]) if yhat.any() else "none"


def _pair(point: np.ndarray) -> str:
    return f"({', '.join(_short(value) for value in point)})"


def _short(value: float) -> str:
    return number(np.round(value, 9), 3)

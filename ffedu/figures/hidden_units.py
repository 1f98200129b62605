"""The pictures of hidden units: kinks, the gallery, shares with intervals, maxout, a fair comparison.

A unit g is a blue line, its derivative a dashed vermilion one; a triangle points to the side of a one-sided slope.
Source: DL section 6.3, Srihari 3.8-3.25, Fix p. 36 and 49, Payberah p. 36-37.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from .._check import array
from ..experiment import Rate
from ..hidden_units import UNITS
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, PURPLE, VERMILION
from . import CSS_DPI, canvas, halo, listed, needs, number, style

LEFT, RIGHT = {"marker": "<", "markerfacecolor": "white"}, {"marker": ">", "markerfacecolor": VERMILION}
POINT = {"color": VERMILION, "markeredgecolor": VERMILION, "markersize": 7, "linestyle": "none", "zorder": 5}
FEW, MANY = 2, 12


# kinks and jumps


@style()
def kinks(names: Sequence[str]) -> tuple[Figure, str]:
    """Return two units at their first kink, with the slopes seen from the left and from the right."""
    names = _names(names, FEW)
    fig, axes = canvas(6.8, 3.4, columns=FEW)
    words = [_kink(ax, name) for ax, name in zip(axes, names)]
    handles = [Line2D([], [], color=BLUE, label="$g$"),
               Line2D([], [], color=VERMILION, linestyle=DASHES[1], label="slope from the left"),
               Line2D([], [], color=GREEN, linestyle=DASHES[2], linewidth=3, label="slope from the right")]
    fig.legend(handles=handles, loc="outside lower center", ncols=3)
    return fig, f"Two graphs near a point without a derivative. {' '.join(words)}"


def _kink(ax: Axes, name: str) -> str:
    """One panel: g left and right of its kink, a short tangent on each side where there is one."""
    place, left, right = UNITS[name].kinks[0]
    t = np.linspace(0, 2, 41)[1:]
    value = float(UNITS[name].g(place))
    for z in (place - t, np.concatenate([[place], place + t])):
        ax.plot(z, UNITS[name].g(z), color=BLUE, linewidth=2.5)
    for slope, side, look in ((left, -1, (VERMILION, DASHES[1], 2)), (right, 1, (GREEN, DASHES[2], 3))):
        if np.isfinite(slope):
            z = np.array([0, 1.4 * side])
            ax.plot(place + z, value + slope * z + 0.08, color=look[0], linestyle=look[1], linewidth=look[2])
    ax.plot(place, value, "o", color=INK, markersize=7, zorder=5)
    ax.set(title=f"{_title(name)}: left {_slope(left)}, right {_slope(right)}", xlabel="$z$", ylim=(-0.6, 2.1))
    ax.grid(color=PALE, linewidth=0.8)
    return f"{_title(name)} at {number(place)}: slope {_slope(left)} from the left, {_slope(right)} from the right."


# the gallery


@style()
def gallery(names: Sequence[str], z: object) -> tuple[Figure, str]:
    """Return each unit of `names` in a panel of its own over z (m,), with its derivative and its kinks."""
    names, z = _names(names), array("z", z, ("m",))
    rows = -(-len(names) // 4)
    fig = Figure((7, 1.75 * rows + 0.5), dpi=CSS_DPI, layout="constrained")
    axes = np.ravel(fig.subplots(rows, min(4, len(names)), sharex=True, squeeze=False))
    words = [_panel(ax, name, z) for ax, name in zip(axes, names)]
    for ax in axes[len(names):]:
        ax.set_axis_off()
    for ax in axes[max(0, len(names) - 4):len(names)]:
        ax.tick_params(labelbottom=True)
    fig.legend(handles=[Line2D([], [], color=BLUE, label="$g$"),
                        Line2D([], [], color=VERMILION, linestyle=DASHES[1], label="its derivative"),
                        Line2D([], [], label="from the left", **LEFT, **POINT),
                        Line2D([], [], label="from the right", **RIGHT, **POINT)],
               loc="outside lower center", ncols=4)
    return fig, (f"{len(names)} hidden units and their derivatives from {number(z[0])} to {number(z[-1])}. "
                 f"{' '.join(words)}")


def _panel(ax: Axes, name: str, z: np.ndarray) -> str:
    """One unit: g broken at jumps, dg at kinks, and the two slopes at each."""
    unit = UNITS[name]
    g, dg = unit.g(z), unit.dg(z)
    drawn = g
    for kink in unit.kinks:
        near = np.abs(z - kink[0]) < 1.5 * np.diff(z).max()
        dg = np.where(near, np.nan, dg)
        drawn = drawn if np.isfinite(kink[1]) else np.where(near, np.nan, g)
    ax.plot(z, drawn, color=BLUE)
    ax.plot(z, dg, color=VERMILION, linestyle=DASHES[1], linewidth=1.6)
    for place, *both in unit.kinks:
        for slope, look in zip(both, (LEFT, RIGHT)):
            if np.isfinite(slope):
                ax.plot(place, slope, **look, **POINT)
    ax.set(ylim=(-1.5, 2.5), yticks=[-1, 0, 1, 2])
    ax.locator_params(axis="x", nbins=4, integer=True)
    ax.set_title(_title(name), fontsize=10)
    ax.tick_params(labelsize=8.5)
    ax.grid(color=PALE, linewidth=0.8)
    bends = [f"{_slope(left)} and {_slope(right)} at {number(place)}" for place, left, right in unit.kinks]
    return (f"{_title(name)}: values {number(g.min(), 2)} to {number(g.max(), 2)}"
            + (f", slopes left and right {listed(bends)}." if bends else ", no kink."))


# shares with intervals


@style()
def shares(rates: Mapping[str, Rate], x: str, y: str) -> tuple[Figure, str]:
    """Return shares with their intervals, {tick label: Rate}, the axes labelled x and y."""
    needs("rates", rates, Mapping)
    if not rates:
        raise ValueError("rates needs a rate or more, got none")
    for name, rate in rates.items():
        needs(f"rates[{name!r}]", rate, Rate)
    share, low, high = array("rates", [tuple(rate) for rate in rates.values()], ("m", 3)).T
    place = np.arange(len(rates))
    fig, ax = canvas(6.4, 3.3)
    ax.errorbar(place, share, [share - low, high - share], fmt="o", color=BLUE, markersize=6, capsize=6, linewidth=1.8)
    for at, value in zip(place, share):
        halo(ax.annotate(f"{100 * value:.0f} %", (at, value), (10, 0), textcoords="offset points", va="center"))
    ax.set(xticks=place, xticklabels=list(rates), xlabel=x, ylabel=y, xlim=(-0.5, len(rates) - 0.2),
           ylim=(-0.03, 1.06), yticks=np.linspace(0, 1, 6), yticklabels=[f"{20 * k} %" for k in range(6)])
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    parts = listed(f"{100 * rate.share:.0f} % at {name} (interval {100 * rate.low:.0f} to {100 * rate.high:.0f})"
                   for name, rate in rates.items())
    return fig, f"{y[:1].upper()}{y[1:]} against {x}: {parts}."


# maxout


@style()
def maxout(panels: Mapping[str, tuple[object, object]]) -> tuple[Figure, str]:
    """Return maxout units of one z: {title: (z (m,), pieces (m, k))}, the pieces thin, their maximum thick."""
    needs("panels", panels, Mapping)
    if not 1 <= len(panels) <= 3:
        raise ValueError(f"panels needs 1 to 3 units, got {len(panels)}")
    fig, axes = canvas(7, 2.9, columns=len(panels), squeeze=False)
    words = []
    for ax, (title, (z, pieces)) in zip(axes[0], panels.items()):
        z = array("z", z, ("m",))
        pieces = array("pieces", pieces, (len(z), "k"))
        ax.plot(z, pieces, color=GREY, linestyle=DASHES[1], linewidth=1.1)
        ax.plot(z, pieces.max(axis=1), color=BLUE, linewidth=2.6)
        ax.set(title=title, xlabel="$z$", ylim=(-1.2, 1.2 * pieces.max()))
        ax.grid(color=PALE, linewidth=0.8)
        words.append(f"{title}: {pieces.shape[1]} pieces, maximum {number(pieces.max(axis=1).min(), 3)} to "
                     f"{number(pieces.max(), 3)}.")
    fig.legend(handles=[Line2D([], [], color=GREY, linestyle=DASHES[1], linewidth=1.1, label="the pieces"),
                        Line2D([], [], color=BLUE, linewidth=2.6, label="the largest of them: the unit")],
               loc="outside lower center", ncols=2)
    return fig, f"Maxout units over z. {' '.join(words)}".replace("$", "")


# the comparison


@style()
def errors(means: Mapping[str, tuple[float, float]], baseline: str) -> tuple[Figure, str]:
    """Return the mean test error of each unit, {name: (mean, half width of its interval)}, best on top."""
    needs("means", means, Mapping)
    if baseline not in means or len(means) > MANY:
        raise ValueError(f"means needs {baseline!r} and at most {MANY} units, got {listed(means)}")
    names = sorted(means, key=lambda name: -means[name][0])
    mean, half = array("means", [means[name] for name in names], ("m", 2)).T
    place, at = np.arange(len(names)), names.index(baseline)
    fig, ax = canvas(6.4, 0.29 * len(names) + 1)
    ax.axvspan(mean[at] - half[at], mean[at] + half[at], color=PALE, zorder=0)
    for i in place:
        look = {"fmt": "s", "color": VERMILION} if i == at else {"fmt": "o", "color": BLUE}
        look = {"fmt": "D", "color": PURPLE} if names[i] == "linear" and i != at else look
        ax.errorbar(mean[i], i, xerr=half[i], capsize=4, markersize=6, linewidth=1.6, **look)
    ax.set(yticks=place, yticklabels=[_title(name) for name in names], xlabel="share of test examples that are wrong",
           ylim=(-0.6, len(names) - 0.4))
    ax.set_xlim(left=0)
    ax.grid(axis="x", color=PALE, linewidth=0.8)
    parts = listed(f"{_title(n)} {mean[i]:.3f} ± {half[i]:.3f}" for i, n in reversed(list(enumerate(names))))
    return fig, f"Mean test error with 95 % intervals, best first: {parts}. The band is the interval of {baseline}."


# parts


def _names(names: Sequence[str], exactly: int | None = None) -> list[str]:
    """The names, all of them in UNITS; with `exactly`, that many, each with a kink."""
    needs("names", names, Sequence)
    unknown = [name for name in names if name not in UNITS]
    if unknown or not 1 <= len(names) <= MANY or exactly not in (None, len(names)):
        raise ValueError(f"names needs {exactly or f'1 to {MANY}'} names of hidden_units.UNITS, got {list(names)}")
    if exactly and not all(UNITS[name].kinks for name in names):
        raise ValueError(f"names needs units with a kink, got {list(names)}")
    return list(names)


def _title(name: str) -> str:
    return name.replace("_", " ")


def _slope(value: float) -> str:
    return number(value) if np.isfinite(value) else "none"

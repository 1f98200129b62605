"""The pictures of output units: slopes that vanish and slopes that do not, temperature, variances, mixtures.

In all of them the unit or cost to prefer is blue and drawn through; what it is compared with is vermilion and dashed.
Source: Goodfellow's slides on mixing and matching and fig. 6.4, Srihari 2.23-2.44, Zelener's temperature slide.
"""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .._check import array, finite, real
from ..experiment import Rate
from . import BLUE, DASHES, GREEN, GREY, INK, ORANGE, PALE, VERMILION
from . import canvas, halo, listed, needs, number, style

GOOD, OTHER = {"color": BLUE, "linestyle": "-"}, {"color": VERMILION, "linestyle": DASHES[1]}
SHADES = ("#ffffff", "#dceaf4", "#b3d2e8", "#7fb3d6", "#4a92c4", "#1f73b0", "#0b4f83")
LEVELS = (0, 0.25, 0.75, 1.5, 3, 5, 8)          # of a density: where one shade ends and the next begins


@style()
def saturation(z: object, entropy: object, squared: object, dentropy: object, dsquared: object) -> tuple[Figure, str]:
    """Return two costs of a sigmoid and, beside them, their slopes, for target 1. Shapes: all (m,), z rising."""
    z = _rising("z", z)
    given = {"entropy": entropy, "squared": squared, "dentropy": dentropy, "dsquared": dsquared}
    L, S, dL, dS = (array(name, value, z.shape) for name, value in given.items())
    steep = int(np.argmax(np.abs(dS)))
    fig, (left, right) = canvas(7, 3.7, columns=2)
    for ax, one, other in ((left, L, S), (right, dL, dS)):
        ax.plot(z, one, label="cross-entropy", **GOOD)
        ax.plot(z, other, label="squared error", **OTHER)
        ax.grid(color=PALE, linewidth=0.8)
        ax.set(xlabel="logit $z$")
    left.set_title("the cost")
    left.set(ylim=(min(0, L.min()) - 0.15, 4.2))
    right.set_title("its slope")
    right.plot(z[steep], dS[steep], "o", color=VERMILION, markeredgecolor=INK, zorder=4)
    halo(right.annotate(number(dS[steep], 3), (z[steep], dS[steep]), (-8, -18), ha="right",
                        textcoords="offset points"))
    fig.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    alt = (f"Two costs of a sigmoid with target 1, and their slopes. At z = {number(z[0])} the cross-entropy is "
           f"{number(L[0], 3)} with slope {number(dL[0], 3)}, the squared error {number(S[0], 3)} with slope "
           f"{number(dS[0], 2)}. The squared error is steepest at z = {number(z[steep], 2)}, with slope "
           f"{number(dS[steep], 3)}; at z = {number(z[-1])} the slopes are {number(dL[-1], 2)} "
           f"and {number(dS[-1], 2)}.")
    return fig, alt


@style()
def starts(rates: Mapping[str, Rate]) -> tuple[Figure, str]:
    """Return the share of random starts that end well, with intervals, for {unit and cost: experiment.Rate}."""
    needs("rates", rates, Mapping)
    for name, rate in rates.items():
        needs(f"rates[{name!r}]", rate, Rate)
    share, low, high = array("rates", [tuple(rate) for rate in rates.values()], ("m", 3)).T
    place = np.arange(len(rates))[::-1]
    fig, ax = canvas(6.6, 0.9 + 0.55 * len(rates))
    ax.errorbar(share, place, xerr=[share - low, high - share], fmt="o", color=BLUE, markersize=6, capsize=5,
                linewidth=1.8)
    for x, y in zip(share, place):
        halo(ax.annotate(f"{100 * x:.0f} %", (x, y), (0, 9), textcoords="offset points", ha="center"))
    ax.set(yticks=place, yticklabels=list(rates), xlabel="share of starts that end well", xlim=(-0.04, 1.06),
           ylim=(-0.6, len(rates) - 0.35), xticks=np.linspace(0, 1, 6), xticklabels=[f"{20 * k} %" for k in range(6)])
    ax.grid(axis="x", color=PALE, linewidth=0.8)
    said = listed(f"{100 * rate.share:.0f} % for {name} (interval {100 * rate.low:.0f} to {100 * rate.high:.0f})"
                  for name, rate in rates.items())
    return fig, f"Share of random starts that end with a good classifier: {said}."


@style()
def temperature(T: object, shares: object) -> tuple[Figure, str]:
    """Return the shares of k classes at up to four temperatures, bars side by side. Shapes: T (m,), shares (m, k)."""
    T = array("T", T, ("m",))
    shares = array("shares", shares, (len(T), "k"))
    if len(T) > 4:
        raise ValueError(f"T needs at most 4 temperatures, got {len(T)}")
    classes, width = np.arange(shares.shape[1]), 0.8 / len(T)
    fig, ax = canvas(6.4, 3.5)
    looks = ((VERMILION, ""), (BLUE, "///"), (GREEN, "..."), (ORANGE, "xx"))
    for i, (t, p, (colour, hatch)) in enumerate(zip(T, shares, looks)):
        ax.bar(classes + (i - (len(T) - 1) / 2) * width, p, width, color=colour, hatch=hatch, edgecolor="white",
               label=f"$T$ = {number(t)}")
    ax.set(xticks=classes, xlabel="class, in the order of its logit", ylabel="share", ylim=(0, 1.05))
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.legend(loc="upper left")
    said = "; ".join(f"at T = {number(t)} {listed(number(value, 2) for value in np.round(p, 3))}"
                     for t, p in zip(T, shares))
    return fig, f"Shares of {len(classes)} classes at {len(T)} temperatures: {said}."


@style()
def variance(x: object, y: object, grid: object, fits: Mapping[str, tuple]) -> tuple[Figure, str]:
    """Return data and, a panel each, fits with a band of two sd: {title: (mu, sd)} on `grid`. Shapes: x, y (m,)."""
    x = array("x", x, ("m",))
    y, grid = array("y", y, x.shape), _rising("grid", grid)
    fig, axes = canvas(7, 3.6, columns=_panels("fits", fits), sharey=True, squeeze=False)
    said = []
    for ax, (name, fit) in zip(axes[0], fits.items()):
        mu, sd = (array(f"{part} of {name!r}", value, grid.shape) for part, value in zip(("mu", "sd"), fit))
        ax.plot(x, y, ".", color=GREY, markersize=3, zorder=1)
        ax.fill_between(grid, mu - 2 * sd, mu + 2 * sd, color="#b3d2e8", zorder=0.5)
        for edge in (mu - 2 * sd, mu + 2 * sd):
            ax.plot(grid, edge, color=BLUE, linewidth=1, linestyle=DASHES[1])
        ax.plot(grid, mu, **GOOD)
        ax.set(xlabel="$x$", title=name)
        said.append(f"with {name} the standard deviation goes from {sd[0]:.1f} at x = {number(grid[0])} to "
                    f"{sd[-1]:.1f} at x = {number(grid[-1])}")
    axes[0][0].set_ylabel("$y$")
    return fig, f"{len(x)} points, a fitted mean and a band of two standard deviations: {listed(said)}."


@style()
def inverse(x: object, y: object, gx: object, gy: object, density: Mapping[str, object]) -> tuple[Figure, str]:
    """Return the densities of y given x that networks give, a panel each, with the data. Source: DL fig. 6.4.

    Shapes: x and y (m,), gx (p,), gy (q,), {title: density (q, p)}.
    """
    x = array("x", x, ("m",))
    y, gx, gy = array("y", y, x.shape), _rising("gx", gx), _rising("gy", gy)
    fig, axes = canvas(7, 3.8, columns=_panels("density", density), sharey=True, squeeze=False)
    middle, said = len(gx) // 2, []
    for ax, (name, p) in zip(axes[0], density.items()):
        p = array(f"density of {name!r}", p, (len(gy), len(gx)))
        ax.contourf(gx, gy, p, levels=[*LEVELS, max(9, p.max() + 1)][:len(SHADES) + 1], colors=SHADES)
        ax.plot(x, y, ".", color=VERMILION, markersize=2.5)
        ax.set(xlabel="$x$", title=name, xlim=(gx[0], gx[-1]), ylim=(gy[0], gy[-1]))
        at = _hills(gy, p[:, middle])
        where = f" at y = {listed(f'{value:.1f}' for value in at)}" if len(at) else ""
        said.append(f"{name}: {len(at)} hill{'s' * (len(at) != 1)}{where}")
    axes[0][0].set_ylabel("$y$")
    alt = (f"The density of y for each x, with {len(x)} data points, dark where it is high. Up the line x = "
           f"{number(gx[middle], 3)}: {'; '.join(said)}.")
    return fig, alt


# parts


def _rising(name: str, value: object) -> np.ndarray:
    value = finite(name, real(name, value))
    if value.ndim != 1 or len(value) < 2 or np.any(np.diff(value) <= 0):
        raise ValueError(f"{name} needs at least two rising numbers, got shape {value.shape}")
    return value


def _panels(name: str, value: object) -> int:
    needs(name, value, Mapping)
    if not 1 <= len(value) <= 2:
        raise ValueError(f"{name} needs one or two panels, got {len(value)}")
    return len(value)


def _hills(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Where p is higher than on both sides, and higher than a tenth of its top."""
    inner = p[1:-1]
    return y[1:-1][(inner > p[:-2]) & (inner >= p[2:]) & (inner > 0.1 * p.max())]

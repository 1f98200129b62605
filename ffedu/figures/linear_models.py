"""The pictures of linear models: where a line fails, how near descent comes, what features and kernels add.

In all of them 0 (or -1) is a blue circle, 1 a vermilion square, and the shaded side is where a model says 1.
Source: DL fig. 6.1, Srihari 1.15-1.25.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from .. import xor
from .._check import array, count, finite, scalar
from ..experiment import Rate
from ..kernels import Dual
from ..linear_models import rbf
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, VERMILION
from . import canvas, halo, listed, needs, number, style

ZERO, ONE = {"marker": "o", "color": BLUE}, {"marker": "s", "color": VERMILION}
SHADE = "#fbe3d3"                                # where a model says 1
INPUTS = [f"({int(x1)}, {int(x2)})" for x1, x2 in xor.X]


# XOR


@style()
def edges(fit: xor.LinearFit) -> tuple[Figure, str]:
    """Return the four points of XOR, and targets and model along the edges x1 = 0 and x1 = 1. Source: DL fig. 6.1."""
    needs("fit", fit, xor.LinearFit)
    f = finite("fit.f", array("fit.f", fit.f, (4,)))
    fig, (left, right) = canvas(7, 3.5, columns=2)
    for point, target, name in zip(xor.X, xor.y, INPUTS):
        _mark(left, point, target)
        left.annotate(name, point, (0, 11), textcoords="offset points", ha="center", fontsize=10)
    left.set(xlim=(-0.5, 1.5), ylim=(-0.35, 1.45), xticks=[0, 1], yticks=[0, 1], xlabel="$x_1$", ylabel="$x_2$",
             aspect="equal", title="The four inputs")
    for rows, dash, colour in (([0, 1], DASHES[0], BLUE), ([2, 3], DASHES[1], VERMILION)):
        x1 = int(xor.X[rows[0], 0])
        right.plot([0, 1], xor.y[rows], linestyle=dash, color=colour, label=f"target, $x_1$ = {x1}")
    for rows, dash, colour, width in (([0, 1], DASHES[0], PALE, 6), ([2, 3], DASHES[2], INK, 2)):
        x1 = int(xor.X[rows[0], 0])
        right.plot([0, 1], f[rows], linestyle=dash, color=colour, linewidth=width, label=f"model, $x_1$ = {x1}")
    right.set(xticks=[0, 1], yticks=[0, 0.5, 1], xlabel="$x_2$", ylim=(-0.1, 1.75), title="Along the two upright edges")
    right.legend(ncols=2, loc="upper center", fontsize=9, columnspacing=1, handlelength=1.9)
    rises = [_short(f[i + 1] - f[i]) for i in (0, 2)]
    return fig, ("Left: the inputs of XOR, circles for target 0 at (0, 0) and (1, 1), squares for target 1 at (0, 1) "
                 "and (1, 0). Right: as x2 goes from 0 to 1 the target rises by 1 at x1 = 0 and falls by 1 at x1 = 1; "
                 f"the linear model, at {listed(map(_short, f))}, changes by {listed(rises)}.")


@style()
def surfaces(models: Mapping[str, Callable[[np.ndarray], np.ndarray]]) -> tuple[Figure, str]:
    """Return the plane of XOR for up to three models {title: f}, shaded where f(points) > 1/2."""
    needs("models", models, Mapping)
    if not 1 <= len(models) <= 3:
        raise ValueError(f"models needs one to three models, got {len(models)}")
    fig, axes = canvas(7, 3, columns=len(models), squeeze=False)
    t, words = np.linspace(-0.7, 1.7, 121), []
    plane = np.stack(np.meshgrid(t, t), axis=-1).reshape(-1, 2)
    for ax, (title, f) in zip(axes[0], models.items()):
        at = np.round(f(xor.X), 9)
        _shade(ax, t, np.round(f(plane), 9) - 0.5)
        for point, target, value in zip(xor.X, xor.y, at):
            _mark(ax, point, target)
            halo(ax.annotate(_short(value), point, (0, 9), textcoords="offset points", ha="center", fontsize=9))
        ax.set(title=title, xticks=[0, 1], yticks=[0, 1], xlabel="$x_1$")
        ax.title.set_fontsize(10)
        words.append(f"{title.replace('$', '').replace('_', '')} gives {listed(map(_short, at))}")
    axes[0, 0].set_ylabel("$x_2$")
    return fig, f"Outputs at {listed(INPUTS)}, and where they are above 1/2: {'; '.join(words)}."


# descent


@style()
def distances(far: object, walks: Mapping[float, np.ndarray], m: int) -> tuple[Figure, str]:
    """Return distances to the closed form against examples seen: of descent, m a step, and of stochastic descent.

    far (steps + 1,); walks {epsilon: (seeds, steps + 1)}, of which the range over the seeds is drawn.
    """
    far, m = array("far", far, ("steps",)), count("m", m, least=1)
    needs("walks", walks, Mapping)
    fig, ax = canvas(6.6, 4)
    shown = np.flatnonzero(far > 1e-4)[1:]
    ax.plot(m * shown, far[shown], color=INK, linestyle=DASHES[1], label="all examples a step")
    words = [f"descent on all examples falls from {_short(far[0])} to below 0.0001 in {m * shown[-1]:,} examples"]
    for (epsilon, d), colour, marker in zip(walks.items(), (VERMILION, BLUE, GREEN), "osD"):
        d = array(f"walks[{epsilon}]", d, ("seeds", "steps"))
        at = np.unique(np.geomspace(1, d.shape[1] - 1, 60).astype(int))
        ax.fill_between(at, d[:, at].min(axis=0), d[:, at].max(axis=0), color=colour, alpha=0.25, linewidth=0)
        ax.plot(at, np.median(d[:, at], axis=0), color=colour, marker=marker, markersize=3.5, markevery=6,
                linewidth=1.5, label=rf"one a step, $\epsilon$ = {epsilon}")
        words.append(f"one example a step with epsilon {epsilon} ends between {d[:, -1].min():.3f} and "
                     f"{d[:, -1].max():.3f} from it after {d.shape[1] - 1:,}")
    ax.set(xscale="log", yscale="log", xlabel="examples looked at", ylabel="distance to the closed form")
    ax.legend(loc="lower left")
    return fig, f"Distance to the least-squares weights: {'; '.join(words)}."


# kernels


@style()
def support(X: object, y: object, ridge: Dual, svm: Dual, width: float) -> tuple[Figure, str]:
    """Return the examples X (m, 2) of classes y = -1, +1, non-zero alphas ringed, with the borders of two machines."""
    X, width = array("X", X, ("m", 2)), scalar("width", width, above=0)
    y = array("y", y, (len(X),))
    fig, axes = canvas(7, 3.1, columns=2, sharex=True, sharey=True)
    t, words = np.linspace(X.min() - 0.4, X.max() + 0.4, 121), []
    plane = np.stack(np.meshgrid(t, t), axis=-1).reshape(-1, 2)
    for ax, name, fit in zip(axes, ("least squares", "support vectors"), (ridge, svm)):
        needs(name, fit, Dual)
        _shade(ax, t, rbf(plane, X, width) @ fit.alpha + fit.b)
        for point, value, alpha in zip(X, y, fit.alpha):
            _mark(ax, point, value > 0, size=6)
            if alpha:
                ax.plot(*point, "o", markersize=12.5, markerfacecolor="none", markeredgecolor=INK, zorder=5)
        used = np.count_nonzero(fit.alpha)
        ax.set(title=f"{name}: {used} of {len(X)} count", xlabel="$x_1$",
               ylim=(X[:, 1].min() - 0.4, X[:, 1].max() + 0.4))
        words.append(f"{name} gives a weight to {used} of them")
    axes[0].set_ylabel("$x_2$")
    return fig, (f"{len(X)} examples of two classes and the borders of two machines with the radial kernel of width "
                 f"{number(width)}: {'; '.join(words)}.")


# three ways


@style()
def ways(shares: Mapping[str, Mapping[int, np.ndarray]]) -> tuple[Figure, str]:
    """Return the mean share of right answers against the number of inputs for each way {name: {d: shares}}."""
    needs("shares", shares, Mapping)
    fig, ax = canvas(6.4, 3.8)
    looks = zip(shares.items(), (VERMILION, GREEN, BLUE), "s^o", (DASHES[1], DASHES[2], DASHES[0]))
    words = []
    for (name, table), colour, marker, dash in looks:
        d, all_ = list(table), [array(f"shares[{name}][{key}]", value, ("sets",)) for key, value in table.items()]
        mean = np.array([s.mean() for s in all_])
        spread = np.array([[s.mean() - s.min() for s in all_], [s.max() - s.mean() for s in all_]])
        ax.errorbar(d, mean, yerr=spread, color=colour, marker=marker, linestyle=dash, capsize=4, markersize=7,
                    label=name)
        words.append(f"{name} {listed(f'{value:.2f}' for value in mean)}")
    ax.axhline(0.5, color=GREY, linewidth=1)
    ax.set(xscale="log", xticks=d, xlabel="inputs, of which two matter", ylabel="right on new data", ylim=(0.45, 1.04))
    ax.set_xticks(d, list(map(str, d)))
    ax.minorticks_off()
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.text(d[0], 0.51, "guessing", color=GREY, fontsize=9)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 0.1))
    return fig, f"Mean share of right answers for {listed(d)} inputs: {'; '.join(words)}."


@style()
def solved(rates: Mapping[tuple[str, int], Rate]) -> tuple[Figure, str]:
    """Return the share of starts that solve XOR, {(way, centres): rate}, as points with intervals."""
    needs("rates", rates, Mapping)
    fig, ax = canvas(6.4, 3.5)
    names, words = list(dict.fromkeys(name for name, _ in rates)), []
    for i, (name, colour, marker, dash) in enumerate(zip(names, (VERMILION, BLUE), "so", DASHES[1::-1])):
        table = {n: rate for (key, n), rate in rates.items() if key == name}
        at = np.array(list(table)) + 0.08 * (i - 0.5) * (len(names) > 1)
        share, low, high = np.array(list(table.values())).T
        ax.errorbar(at, share, yerr=[share - low, high - share], color=colour, marker=marker, linestyle=dash,
                    linewidth=1.2, capsize=5, markersize=8, label=f"{name} centres")
        for n, (p, low, high) in table.items():
            words.append(f"{name}, {n}: {p:.3f} ({low:.3f} to {high:.3f})")
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    ax.set(xticks=sorted({n for _, n in rates}), xlabel="radial features", ylabel="starts that solve XOR",
           ylim=(-0.05, 1.05))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.legend(loc="upper left")
    return fig, f"Share of starts that solve XOR, by kind and number of radial features: {'; '.join(words)}."


def _shade(ax: Axes, t: np.ndarray, z: np.ndarray) -> None:
    """Shade where z > 0 on the square grid t by t, and draw the border z = 0 if there is one."""
    z = z.reshape(len(t), len(t))
    if z.max() > 0:
        ax.contourf(t, t, z, levels=[0, z.max() + 1], colors=[SHADE], zorder=0)
    if z.min() < 0 < z.max():
        ax.contour(t, t, z, levels=[0], colors=INK, linewidths=1.8, zorder=1)
    ax.set(xlim=(t[0], t[-1]), ylim=(t[0], t[-1]), aspect="equal")


def _mark(ax: Axes, point: np.ndarray, value: float, size: float = 10) -> None:
    ax.plot(*point, **(ONE if value else ZERO), markersize=size, markeredgecolor=INK, markeredgewidth=0.8,
            linestyle="none", zorder=4)


def _short(value: float) -> str:
    return number(np.round(value, 9), 3)

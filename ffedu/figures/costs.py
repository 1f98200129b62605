"""The pictures of costs: what each asks for, where it has a minimum, how steep it is, what depth does to its shape.

What belongs to one kind of cost is blue and a full line, what belongs to the other vermilion and dashed.
Source: DL section 6.2.1, Srihari 2.5-2.17, Payberah p. 30-31.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import costs, density_units
from .._check import array, scalar
from ..linear_models import Path
from ..stable import sigmoid
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, VERMILION, canvas, halo, listed, needs, number, style

LOOKS = ({"color": BLUE, "linestyle": DASHES[0]}, {"color": VERMILION, "linestyle": DASHES[1]},
         {"color": GREEN, "linestyle": DASHES[2]}, {"color": INK, "linestyle": DASHES[3]})
MARKS = ("o", "s", "^", "D")


# one number for a sample


@style()
def constants(y: object) -> tuple[Figure, str]:
    """Return mean squared and mean absolute error against the one constant c that is answered, with their minima."""
    y = array("y", y, ("m",))
    square, absolute = costs.least_squares_constant(y), costs.least_absolute_constant(y)
    c = np.unique(np.append(np.linspace(y.min() - 1, y.max() + 1, 201), y))
    fig, (left, right) = canvas(7, 3.5, columns=2)
    _valley(left, c, np.mean((c[:, None] - y) ** 2, 1), y, "squared error")
    _valley(right, c, np.mean(np.abs(c[:, None] - y), 1), y, "absolute error")
    middle = (absolute.low + absolute.high) / 2
    _lowest(left, square.low, square.J, f"mean {number(square.low, 3)}")
    _lowest(right, middle, absolute.J, f"median {number(middle, 3)}")
    if absolute.high > absolute.low:
        right.plot([absolute.low, absolute.high], [absolute.J] * 2, color=VERMILION, linewidth=5, solid_capstyle="butt")
    alt = (f"Two curves over the answer c, for {len(y)} observations marked below. The mean squared error is a "
           f"parabola, lowest at the mean {number(square.low, 4)} with {number(square.J, 4)}. "
           f"The mean absolute error is made of "
           f"straight pieces, lowest at the median {number(middle, 4)} with {number(absolute.J, 4)}.")
    return fig, alt


def _valley(ax: Axes, c: np.ndarray, J: np.ndarray, y: np.ndarray, name: str) -> None:
    """One cost over the answers, and the observations as strokes along the bottom."""
    ax.plot(c, J, color=BLUE)
    top = J.max()
    ax.plot(y, np.full(len(y), -0.07 * top), "|", color=INK, markersize=9, markeredgewidth=1.4)
    ax.set(xlabel="answer $c$", ylabel="$J(c)$", ylim=(-0.13 * top, 1.05 * top), title=f"mean {name}")
    ax.axhline(0, color=PALE, linewidth=1, zorder=0.5)


def _lowest(ax: Axes, c: float, J: float, text: str) -> None:
    ax.plot(c, J, "o", color=VERMILION, markersize=9, markeredgecolor=INK, zorder=4)
    halo(ax.annotate(text, (c, J), (0, 30), textcoords="offset points", ha="center", va="bottom",
                     arrowprops={"arrowstyle": "-", "color": GREY, "shrinkB": 5, "shrinkA": 0}))


# widths of a Gaussian


@style()
def widths(y: object, sigma: object) -> tuple[Figure, str]:
    """Return the mean negative log-likelihood of Gaussians about the mean of y, against their width sigma."""
    y, sigma = array("y", y, ("m",)), array("sigma", sigma, ("n",))
    if len(sigma) < 2 or not np.all(sigma > 0):
        raise ValueError(f"sigma needs at least two numbers above 0, got {sigma}")
    mu = np.full((len(y), 1), y.mean())
    J = np.array([density_units.gaussian_nll(mu, 2 * np.log(width), y[:, None]).mean() for width in sigma])
    best = float(np.sqrt(density_units.best_variance(mu, y[:, None])))
    least = float(density_units.gaussian_nll(mu, 2 * np.log(best), y[:, None]).mean())
    fig, ax = canvas(6.4, 3.4)
    ax.semilogx(sigma, J, color=BLUE)
    _lowest(ax, best, least, f"$\\sigma$ = {number(best, 3)}, the root\nof the mean squared error")
    ticks = [tick for tick in (0.1, 0.3, 1, 2, 5, 10, 20, 50, 100) if sigma.min() <= tick <= sigma.max()]
    ax.set_xticks(ticks, [number(tick) for tick in ticks])
    ax.minorticks_off()
    ax.set(xlabel=r"width $\sigma$ (logarithmic)", ylabel="NLL in nats", ylim=(least - 0.3, J.max() + 0.3))
    ax.grid(color=PALE, linewidth=0.8)
    alt = (f"Mean negative log-likelihood of {len(y)} observations under a Gaussian about their mean, against its "
           f"width. It falls from {number(J[0], 4)} at sigma = {number(sigma[0], 3)} to {number(least, 4)} at sigma = "
           f"{number(best, 4)} and rises to {number(J[-1], 4)} at sigma = {number(sigma[-1], 3)}.")
    return fig, alt


# the coin


@style()
def coin(p: float) -> tuple[Figure, str]:
    """Return the cross-entropy of a model that gives heads the probability q, if they come with probability p."""
    p = scalar("p", p)
    if not 0 < p < 1:
        raise ValueError(f"p needs a number between 0 and 1, got {p}")
    q = np.linspace(0.02, 0.98, 193)
    J = costs.cross_entropy(np.tile([p, 1 - p], (len(q), 1)), np.column_stack([q, 1 - q]))
    floor = float(costs.entropy([p, 1 - p]))
    away = 0.25 if p > 0.5 else 0.75
    there = float(costs.cross_entropy([p, 1 - p], [away, 1 - away]))
    fig, ax = canvas(6.4, 3.5)
    ax.plot(q, J, **LOOKS[0])
    ax.axhline(floor, **LOOKS[1])
    ax.plot(p, floor, "o", color=VERMILION, markersize=9, markeredgecolor=INK, zorder=4)
    ax.annotate("", (away, there), (away, floor),
                arrowprops={"arrowstyle": "<|-|>", "color": INK, "shrinkA": 0, "shrinkB": 0})
    right = away > 0.5
    halo(ax.annotate("KL", (away, (there + floor) / 2), (-9 if right else 9, 0), textcoords="offset points",
                     ha="right" if right else "left", va="center"))
    halo(ax.annotate(f"$H(p)$ = {number(floor, 4)}", (p, floor), (0, -11), textcoords="offset points", ha="center",
                     va="top"))
    ax.set(xlabel="$q$, the model's probability of heads", ylabel="$H(p, q)$ in nats", ylim=(0, 2.4), xlim=(0, 1))
    alt = (f"Cross-entropy of a coin with heads at {number(p, 3)}, against the model's probability q: a valley that "
           f"touches the dashed floor, the entropy {number(floor, 4)}, at q = {number(p, 3)}. At q = {number(away)} it "
           f"is {number(there, 4)}; the gap of {number(there - floor, 3)} is the divergence.")
    return fig, alt


# growth without end


@style()
def growth(paths: Mapping[str, Path]) -> tuple[Figure, str]:
    """Return cost and length of the weights against the steps of descent, for one or two {name: linear_models.Path}."""
    needs("paths", paths, Mapping)
    if not 1 <= len(paths) <= len(LOOKS):
        raise ValueError(f"paths needs 1 to {len(LOOKS)} paths, got {len(paths)}")
    fig, (left, right) = canvas(7, 3.6, columns=2)
    parts = []
    for (name, path), look in zip(paths.items(), LOOKS):
        needs(f"paths[{name!r}]", path, Path)
        length = np.linalg.norm(array("w", path.w, ("n", "d")), axis=1)
        steps = np.unique(np.geomspace(1, len(length) - 1, 200).astype(int))
        left.loglog(steps, path.J[steps], label=name, **look)
        right.semilogx(steps, length[steps], label=name, **look)
        parts.append(f"{name}: J ends at {number(path.J[-1], 3)} and |w| at {number(length[-1], 3)} "
                     f"after {len(length) - 1} steps, from {number(length[len(length) // 10], 3)} at a tenth of them")
    left.set(xlabel="step", ylabel="$J$", title="the cost")
    right.set(xlabel="step", ylabel="$|w|$", title="length of the weights")
    for ax in (left, right):
        ax.grid(color=PALE, linewidth=0.8)
    fig.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2, handlelength=3)
    return fig, f"Two panels over the steps of gradient descent, cost and length of the weights. {'; '.join(parts)}."


# slopes through a sigmoid


@style()
def slopes(z: object) -> tuple[Figure, str]:
    """Return the slope in z of three costs of the output sigma(z), for the target 1. Source: Srihari 2.10, 2.17."""
    z = array("z", z, ("n",))
    sigma = sigmoid(z)
    curves = {"cross-entropy": sigma - 1, "squared error": 2 * (sigma - 1) * sigma * (1 - sigma),
              "absolute error": -sigma * (1 - sigma)}
    fig, ax = canvas(6.4, 3.6)
    for (name, slope), look in zip(curves.items(), LOOKS):
        ax.plot(z, slope, label=name, **look)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.set(xlabel="$z$ (wrong on the left, right on the right)", ylabel="slope of the cost in $z$", ylim=(-1.08, 0.08))
    ax.grid(color=PALE, linewidth=0.8)
    fig.legend(loc="outside upper center", ncols=3, handlelength=3)
    ends = listed(f"{number(slope[0], 3)} for {name}" for name, slope in curves.items())
    steepest = listed(f"{number(slope.min(), 3)} for {name}" for name, slope in curves.items())
    alt = (f"Slopes of three costs of a sigmoid output with target 1, for z from {number(z[0])} to {number(z[-1])}. "
           f"At the left end they are {ends}; the steepest values are {steepest}.")
    return fig, alt


# two linear layers


@style()
def depth(ways: Sequence[object]) -> tuple[Figure, str]:
    """Return J = (w1 w2 - 1)^2 from above with one to four paths of descent, and along the chord (-1, -1) to (1, 1)."""
    needs("ways", ways, Sequence)
    if not 1 <= len(ways) <= len(LOOKS):
        raise ValueError(f"ways needs 1 to {len(LOOKS)} paths, got {len(ways)}")
    ways = [array(f"ways[{i}]", way, ("n", 2)) for i, way in enumerate(ways)]
    fig, (left, right) = canvas(7, 3.9, columns=2, width_ratios=(1.2, 1))
    _above(left)
    for way, look, mark in zip(ways, LOOKS, MARKS):
        left.plot(*way.T, color=look["color"], linewidth=1.8)
        left.plot(*way[0], mark, color=look["color"], markersize=6, markeredgecolor="white", zorder=4)
        left.plot(*way[-1], mark, color=look["color"], markersize=11, markeredgecolor=INK, zorder=5)
    t = np.linspace(-1.35, 1.35, 109)
    right.plot(t, (t * t - 1) ** 2, color=INK, linestyle=DASHES[1])
    right.plot([-1, 1], [0, 0], "o", color=BLUE, markersize=9, markeredgecolor=INK)
    right.plot(0, 1, "X", color=VERMILION, markersize=10, markeredgecolor=INK)
    halo(right.annotate("saddle, $J$ = 1", (0, 1), (0, 10), textcoords="offset points", ha="center"))
    right.set(xlabel="$t$, at $w_1 = w_2 = t$", ylabel="$J$", ylim=(-0.08, 1.3), title="along the chord",
              xticks=[-1, 0, 1])
    ends = listed(f"({number(_tidy(way[0, 0]), 2)}, {number(_tidy(way[0, 1]), 2)}) to ({number(_tidy(way[-1, 0]), 3)}, "
                  f"{number(_tidy(way[-1, 1]), 3)})" for way in ways)
    alt = ("Left: the cost (w1 w2 - 1)^2 over the plane of w1 and w2, with two curved valleys of best points, "
           f"w1 w2 = 1, and a saddle at (0, 0); descents go from {ends}. Right: along the straight line from (−1, −1) "
           f"to (1, 1) the cost is 0, 1, 0 at the start, the middle and the end.")
    return fig, alt


def _above(ax: Axes) -> None:
    """The cost from above: shades, the valleys where it is 0, the chord."""
    w = np.linspace(-2.3, 2.3, 161)
    W1, W2 = np.meshgrid(w, w)
    shades = ["#c9dff0", "#dcebf5", "#ecf4fa", "#f8fbfd", "#ffffff"]
    ax.contourf(W1, W2, (W1 * W2 - 1) ** 2, levels=[0, 0.25, 1, 2.5, 6, 60], colors=shades)
    ax.contour(W1, W2, W1 * W2, levels=[1], colors=GREY, linewidths=2.5)
    ax.plot([-1, 1], [-1, 1], color=INK, linestyle=DASHES[1], linewidth=1.4)
    ax.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal", title="$J$ from above", xticks=range(-2, 3),
           yticks=range(-2, 3))


def _tidy(value: float) -> float:
    return 0.0 if abs(value) < 1e-9 else float(value)

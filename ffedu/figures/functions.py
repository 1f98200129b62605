"""The pictures of networks as functions: an election, a network drawn twice, patterns, and what a kink does.

In the election 1 is a vermilion square and 0 a blue circle, as everywhere in the course.
Source: Srihari 1.4, 1.7-1.14, DL fig. 6.2, Goodfellow's figure of width and depth.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .._check import array, count, finite, scalar
from ..experiment import Rate
from . import BLUE, CSS_DPI, DASHES, GREY, INK, PALE, VERMILION
from . import board, canvas, disc, edge, halo, listed, needs, number, style

ONE, ZERO = {"facecolor": "#fbe3d3", "edgecolor": VERMILION}, {"facecolor": "#dcebf5", "edgecolor": BLUE}
WIDEST = 6                                       # units in a column, states, panels: what there is room for


# the election


@style()
def election(votes: object) -> tuple[Figure, str]:
    """Return the votes (S, n), 0 or 1, at the foot, what the states make of them, who wins. Source: Srihari 1.4."""
    votes = array("votes", votes, ("S", "n"))
    S, n = votes.shape
    if S * n > 15 or not np.isin(votes, (0, 1)).all():
        raise ValueError(f"votes needs at most 15 votes of 0 or 1, got shape {votes.shape}")
    states = votes.sum(axis=1) > n / 2
    won = states.sum() > S / 2
    fig, ax = board(7, 3.7)
    places = np.linspace(0.5, 6.5, S * n) + np.repeat(np.arange(S) - (S - 1) / 2, n) * 0.12
    middles, top = places.reshape(S, n).mean(axis=1), (float(places.mean()), 3.25)
    for s, middle in enumerate(middles):
        for place, vote in zip(places[s * n:(s + 1) * n], votes[s]):
            edge(ax, (place, 0.55), (middle, 1.85), gap=0.24, color=VERMILION if vote else PALE)
            _vote(ax, (place, 0.55), bool(vote), 0.2)
        edge(ax, (middle, 1.85), top, gap=0.3, color=VERMILION if states[s] else PALE)
        _vote(ax, (middle, 1.85), bool(states[s]), 0.26)
        ax.text(middle + 0.36, 1.85, f"{votes[s].sum():.0f} of {n}", va="center", fontsize=10)
    _vote(ax, top, bool(won), 0.26)
    ax.text(top[0] + 0.36, top[1], f"{states.sum()} of {S} states", va="center", fontsize=10)
    ax.text(3.5, 0.12, f"{votes.sum():.0f} of {S * n} votes say 1", ha="center")
    each = listed(f"{row.sum():.0f} of {n}" for row in votes)
    return fig, (f"An election as a network. {S} states with {n} voters each: {each} voters say 1. "
                 f"{states.sum()} of the states say 1, and the result is {int(won)}, "
                 f"for {votes.sum():.0f} of {S * n} votes.")


def _vote(ax: Axes, at: tuple[float, float], one: bool, half: float) -> None:
    """A square with 1 or a circle with 0 around a place."""
    if not one:
        disc(ax, at, "", half, **ZERO)
    else:
        ax.add_patch(Rectangle((at[0] - half, at[1] - half), 2 * half, 2 * half, zorder=3, linewidth=1.3, **ONE))
    ax.text(*at, str(int(one)), ha="center", va="center", fontsize=11, zorder=4)


@style()
def reversals(exact: Mapping[tuple[int, int], float], rates: Mapping[tuple[int, int], Rate],
              limit: float) -> tuple[Figure, str]:
    """Return how often fewer votes win: {(S, n): exact share}, {(S, n): Rate} of random votes, and the limit."""
    needs("exact", exact, Mapping)
    needs("rates", rates, Mapping)
    share, limit = finite("exact", array("exact", list(exact.values()), ("m",))), scalar("limit", limit)
    fig, ax = canvas(6.4, 3.5)
    ax.axhline(limit, color=GREY, linestyle=DASHES[1], linewidth=1.4)
    halo(ax.text(-0.4, limit + 0.004, f"limit {limit:.4f}", color=GREY, va="bottom"))
    ax.plot(np.arange(len(share)) - 0.08, share, "x", color=VERMILION, markersize=8, markeredgewidth=2, label="exact")
    at = [list(exact).index(size) + 0.08 for size in rates]
    middle, low, high = array("rates", [tuple(rate) for rate in rates.values()], ("m", 3)).T
    ax.errorbar(at, middle, [middle - low, high - middle], fmt="o", color=BLUE, markersize=5, capsize=4, linewidth=1.6,
                label="random votes, 95 % interval")
    ax.set(xticks=np.arange(len(share)), xticklabels=[f"{S} × {n}" for S, n in exact], xlim=(-0.5, len(share) - 0.4),
           ylim=(0, 1.2 * max(limit, share.max())), xlabel="states × voters in each", ylabel="share of reversals")
    ax.legend(loc="lower right")
    parts = listed(f"{S} states of {n}: {100 * value:.1f} %" for (S, n), value in exact.items())
    seen = listed(f"{100 * rate.share:.1f} %" for rate in rates.values())
    return fig, (f"Share of random votes in which the candidate with fewer votes wins. {parts}; limit "
                 f"{100 * limit:.1f} %. Seen in random votes: {seen}.")


# a network, drawn twice


@style()
def network(widths: Sequence[int]) -> tuple[Figure, str]:
    """Return a fully connected network of these widths: a node for each unit, below a node for each layer."""
    needs("widths", widths, Sequence)
    widths = [count("widths", n, least=1) for n in widths]
    if not 2 <= len(widths) <= WIDEST or max(widths) > WIDEST:
        raise ValueError(f"widths needs 2 to {WIDEST} layers of at most {WIDEST} units, got {widths}")
    fig, ax = board(7, 4.6)
    at = np.linspace(0.85, 5.6, len(widths))
    names = ["$x$", *(f"$h_{{{l}}}$" for l in range(1, len(widths) - 1)), r"$\hat y$"]
    for l, n in enumerate(widths):
        colour = BLUE if 0 < l < len(widths) - 1 else INK
        for y in _column(n):
            for below in _column(widths[l - 1]) if l else ():
                edge(ax, (at[l - 1], below), (at[l], y), gap=0.17, linewidth=0.8)
            disc(ax, (at[l], y), "", 0.16, edgecolor=colour)
        disc(ax, (at[l], 0.85), names[l], 0.25, edgecolor=colour)
        if l:
            edge(ax, (at[l - 1], 0.85), (at[l], 0.85), gap=0.26)
            ax.text((at[l - 1] + at[l]) / 2, 1.0, f"{widths[l - 1]} × {n}", ha="center", va="bottom", fontsize=9.5)
    _measures(ax, at, widths)
    shapes = listed(f"{n} by {k}" for n, k in zip(widths, widths[1:]))
    return fig, (f"A network drawn twice. Above, a node for each unit, in columns of {listed(widths)}, each joined to "
                 f"all of the next: width {max(widths)}, depth {len(widths) - 1}. Below, a node for each layer, with "
                 f"matrices of {shapes}.")


def _column(n: int) -> np.ndarray:
    """The heights of n units around the middle of the upper drawing."""
    return 2.95 + 0.46 * (np.arange(n) - (n - 1) / 2)[::-1]


def _measures(ax: Axes, at: np.ndarray, widths: Sequence[int]) -> None:
    """The arrows that say what is width and what is depth, with double heads."""
    both = {"arrowstyle": "<|-|>,head_length=0.4,head_width=0.2", "color": VERMILION, "linewidth": 1.4}
    high = 0.46 * (max(widths) - 1) / 2 + 0.16
    ax.annotate("", (6.05, 2.95 - high), (6.05, 2.95 + high), arrowprops=both | {"shrinkA": 0, "shrinkB": 0})
    ax.text(6.15, 2.95, f"width {max(widths)}", color=VERMILION, va="center")
    ax.annotate("", (at[0], 0.38), (at[-1], 0.38), arrowprops=both | {"shrinkA": 0, "shrinkB": 0})
    ax.text((at[0] + at[-1]) / 2, 0.16, f"depth {len(widths) - 1}", color=VERMILION, ha="center", va="center")


# patterns


@style()
def patterns(weights: object, activity: object) -> tuple[Figure, str]:
    """Return the weights (k, 8, 8) of k units as pictures, and their mean activity (k, 10) for each digit below."""
    weights = finite("weights", array("weights", weights, ("k", "rows", "columns")))
    activity = finite("activity", array("activity", activity, (len(weights), "classes")))
    if not 1 <= len(weights) <= 3:
        raise ValueError(f"weights needs one to three units, got {len(weights)}")
    fig = Figure((7, 4.3), dpi=CSS_DPI, layout="constrained")
    axes = fig.subplots(2, len(weights), squeeze=False, height_ratios=(1.15, 1))
    classes, words = np.arange(activity.shape[1]), []
    for j, (picture, active) in enumerate(zip(weights, activity)):
        _picture(axes[0, j], picture)
        top = int(active.argmax())
        colours = [VERMILION if d == top else BLUE for d in classes]
        axes[1, j].bar(classes, active, color=colours, hatch=["//" if d == top else "" for d in classes],
                       edgecolor="white", linewidth=0.6)
        axes[1, j].set(xticks=classes, xlabel="digit", ylim=(0, 1.12 * max(activity.max(), 1e-9)))
        axes[1, j].tick_params(axis="x", labelsize=9)
        words.append(f"unit {j + 1} is most active for {top}, at {number(active[top], 2)}, and least for "
                     f"{int(active.argmin())}, at {number(active.min(), 2)}")
    axes[1, 0].set_ylabel("mean activity")
    return fig, (f"Weights of {len(weights)} hidden units as pictures, and their mean activity by digit: "
                 f"{'; '.join(words)}.")


def _picture(ax: Axes, picture: np.ndarray) -> None:
    """Squares: dark where ink counts for, hatched where it counts against, pale where it does not count."""
    rows, columns = picture.shape
    for (i, j), value in np.ndenumerate(picture):
        look = ({"facecolor": INK} if value > 0 else {"facecolor": "white", "hatch": "////"} if value < 0
                else {"facecolor": PALE})
        ax.add_patch(Rectangle((j, rows - 1 - i), 1, 1, edgecolor=GREY, linewidth=0.5, **look))
    ax.set(xlim=(0, columns), ylim=(0, rows), aspect="equal")
    ax.set_axis_off()


# what a kink does


@style()
def bends(x: object, curves: Mapping[int, tuple[object, object, int]]) -> tuple[Figure, str]:
    """Return outputs along x, a panel for each {depth: (linear, relu, pieces of relu)}: the same weights twice."""
    x = finite("x", array("x", x, ("m",)))
    needs("curves", curves, Mapping)
    if not 1 <= len(curves) <= 4:
        raise ValueError(f"curves needs one to four depths, got {len(curves)}")
    fig, axes = canvas(7, 3.3, columns=len(curves), squeeze=False)
    for ax, (depth, (linear, relu, pieces)) in zip(axes[0], curves.items()):
        for f, label, look in ((linear, "no activation", {"color": VERMILION, "linestyle": DASHES[1]}),
                               (relu, "relu between the layers", {"color": BLUE})):
            ax.plot(x, finite("curves", array("curves", f, x.shape)), label=label, **look)
        ax.set(title=f"depth {depth}: {pieces} piece{'s' * (pieces > 1)}", xlabel="$x$",
               xticks=np.linspace(x[0], x[-1], 3))
        ax.locator_params(axis="y", nbins=4)
    axes[0, 0].set_ylabel("output")
    fig.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    parts = listed(f"{pieces} at depth {depth}" for depth, (_, _, pieces) in curves.items())
    return fig, ("Outputs against x, a panel for each depth, the same weights twice. Without an activation every "
                 f"output is one straight line; with relu the straight pieces are {parts}.")

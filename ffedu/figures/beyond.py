"""The pictures beyond the plain network: a convolution's matrix, receptive fields, skips, what is remembered.

Where kinds of network are compared, each has a colour, a dash and a marker of its own; bands go from the smallest
to the largest of the seeds.
Source: DL chapters 9 and 10, section 6.4.2; Srihari 4.32-4.33, Zelener's slides, Fix's CNN and RNN parts.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from .. import connections
from .._check import array
from ..experiment import Rate
from . import BLUE, DASHES, GREEN, GREY, INK, PALE, PURPLE, SKY, VERMILION, canvas, halo, listed, needs, number, style

LOOKS = ({"color": BLUE, "linestyle": DASHES[0], "marker": "o"},
         {"color": VERMILION, "linestyle": DASHES[1], "marker": "s"},
         {"color": GREEN, "linestyle": DASHES[3], "marker": "^"})


@style()
def places(results: object) -> tuple[Figure, str]:
    """Return shares of right answers, where the sign stood in training and elsewhere: {name: [(there, else), ...]}."""
    results = _named("results", results)
    fig, ax = canvas(6.4, 3.4)
    ax.axhline(0.5, color=GREY, linestyle=DASHES[1], linewidth=1.2)
    x, ticks, said = 0.0, [], []
    for name, runs in results.items():
        for run in runs:
            x = _pair(ax, x, run)
        ticks.append((x - (len(runs) - 1) / 2, name))
        x += 0.7
        there, other = ([run[i].share for run in runs] for i in (0, 1))
        said.append(f"{name} {_span(there)} where the sign stood in training and {_span(other)} elsewhere")
    ax.set_xticks(*zip(*ticks))
    ax.tick_params(axis="x", length=0)
    ax.set(ylabel="share of right answers", ylim=(0, 1.05), xlim=(0.4, x + 0.1))
    ax.legend(loc="lower right", handletextpad=0.2)
    alt = "Shares of right answers, each with its interval, a pair for each start: " + "; ".join(said) + "."
    return fig, alt


def _pair(ax: Axes, x: float, run: Sequence[Rate]) -> float:
    """Two shares with their intervals, side by side; returns where the next pair's space begins."""
    label = (None, None) if x else ("as in training", "elsewhere")
    for rate, shift, look, text in zip(run, (-0.2, 0.2), LOOKS, label):
        needs("run", rate, Rate)
        ax.errorbar(x + 1 + shift, rate.share, [[rate.share - rate.low], [rate.high - rate.share]], label=text,
                    fmt=look["marker"], color=look["color"], markersize=8, elinewidth=1.5, capsize=4)
    return x + 1


@style()
def matrix(M: object) -> tuple[Figure, str]:
    """Return the matrix of a convolution, white where it is 0, each other entry in the colour of its weight."""
    M = array("M", M, ("outputs", "inputs"))
    weights = np.unique(M[M != 0])
    if not len(weights):
        raise ValueError("M needs an entry that is not 0")
    shade = np.where(M == 0, 0, 1 + np.searchsorted(weights, M) % 5)
    fig, ax = canvas(6.6, 2.7)
    ax.imshow(shade, cmap=ListedColormap(["white", BLUE, SKY, GREEN, PURPLE, VERMILION]), vmin=0, vmax=5,
              interpolation="nearest", aspect="equal")
    ax.spines[["top", "right"]].set_visible(True)
    ax.set(xlabel="input", ylabel="output")
    share = np.count_nonzero(M) / M.size
    alt = (f"A matrix of {M.shape[0]} rows, one for each output, and {M.shape[1]} columns, one for each input. "
           f"Its entries that are not 0, {100 * share:.0f} % of all, stand in bands of parallel diagonals, and are only "
           f"{len(weights)} different numbers; along a diagonal the colour stays the same.")
    return fig, alt


@style()
def fields(layers: object, n: int) -> tuple[Figure, str]:
    """Return what a unit in the middle of each layer sees of a row of n pixels."""
    needs("layers", layers, Sequence)
    seen = connections.receptive_fields(layers, n)
    fig, ax = canvas(6.4, 0.9 + 0.36 * len(seen))
    for y, field in enumerate(seen):
        first = field.start + field.n // 2 * field.jump
        left, right = max(first, 0), min(first + field.r, n)
        ax.barh(y, right - left, left=left, height=0.62, color=SKY if y % 2 else BLUE, edgecolor=INK, linewidth=0.8)
        ax.text(n + 0.6, y, f"sees {field.r}", va="center")
    names = ["input"] + [f"{'conv' if layer.stride == 1 else 'pool'} {layer.k}, step {field.jump}"
                         for layer, field in zip(layers, seen)]
    ax.set_yticks(range(len(seen)), names)
    ax.set_xticks(np.arange(0, n + 1, 4))
    ax.set(xlabel="pixel", xlim=(0, n + 4.5), ylim=(-0.6, len(seen) - 0.4))
    ax.spines["bottom"].set_bounds(0, n)
    ax.grid(axis="x", color=PALE, linewidth=0.8, zorder=0)
    ax.set_axisbelow(True)
    alt = (f"Bars over {n} pixels, one for each layer from the input up: a unit in its middle sees "
           f"{listed(field.r for field in seen)} pixels.")
    return fig, alt


@style()
def depths(L: object, norms: object) -> tuple[Figure, str]:
    """Return the gradient's norm at the input against the depth: {skip: (seeds, depths)}."""
    L, norms = array("L", L, ("depths",)), _named("norms", norms)
    fig, ax = canvas(6.4, 3.6)
    said = []
    for look, size, (skip, v) in zip(LOOKS, (7, 12, 6), norms.items()):
        v = array("norms", v, ("seeds", len(L)))
        name = f"skips of {skip}" if skip else "plain chain"
        _band(ax, L, v, look | {"markersize": size, "markeredgecolor": INK}, name)
        said.append(f"{name}: median {np.median(v[:, 0]):.1e} at {L[0]:.0f} layers, "
                    f"{np.median(v[:, -1]):.1e} at {L[-1]:.0f}")
    ax.set_xscale("log", base=2)
    ax.set_xticks(L, [f"{depth:.0f}" for depth in L])
    ax.set(xlabel="layers", ylabel="norm of the gradient at the input")
    ax.legend(loc="lower left")
    return fig, f"The gradient's norm at the input against the depth, {len(v)} seeds. " + "; ".join(said) + "."


@style()
def recall(scores: object) -> tuple[Figure, str]:
    """Return how well a past input is recovered, against how long ago it was: {name: (lags,)}, lag 0 first."""
    scores = _named("scores", scores)
    fig, ax = canvas(6.4, 3.4)
    said = []
    for look, (name, line) in zip(LOOKS, scores.items()):
        line = array("scores", line, ("lags",))
        ax.plot(line, **look, markersize=6, label=name)
        low = np.flatnonzero(line < 0.5)
        end = f"is first below one half at lag {low[0]}" if len(low) else "stays above one half"
        said.append(f"{name} starts at {line[0]:.2f} and {end}")
    ax.axhline(0, color=GREY, linewidth=1, zorder=0.5)
    ax.set(xlabel="lag: steps into the past", ylabel="score", ylim=(-0.15, 1.08), xlim=(-0.4, len(line) - 0.6))
    ax.legend(loc="upper right", borderaxespad=0)
    alt = f"How well the input of some steps ago is recovered, for lags 0 to {len(line) - 1}. " + "; ".join(said) + "."
    return fig, alt


@style()
def latch(X: object, C: object) -> tuple[Figure, str]:
    """Return the cell of an LSTM over time, its inputs X (T, 2), signs and flags, and where the flag was 1."""
    X, C = array("X", X, ("T", 2)), array("C", C, ("T",))
    t, flags = np.arange(1, len(X) + 1), np.flatnonzero(X[:, 1]) + 1
    if len(C) != len(X) or not len(flags):
        raise ValueError(f"X needs a flag that is up, and as many steps as C, got {len(flags)}, {len(X)} and {len(C)}")
    fig, ax = canvas(6.6, 3)
    ax.plot(t, X[:, 0], "o", color=GREY, markersize=4, label="input")
    ax.step(t, C, color=BLUE, where="mid", label="cell $C$", linewidth=2.4)
    ax.plot(flags, np.zeros(len(flags)), "^", color=VERMILION, markersize=10, markeredgecolor=INK, label="flag")
    ax.set(xlabel="step $t$", ylim=(-1.3, 1.3), yticks=(-1, 0, 1))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=3)
    alt = (f"Over {len(X)} steps the inputs jump between −1 and 1. The flag is up at step {listed(flags)}. After it "
           f"the cell is at {listed(number(C[flag - 1], 3) for flag in flags)} and stays there until the next flag; "
           f"at the end it is {number(C[-1], 3)}.")
    return fig, alt


@style()
def memory(traces: object) -> tuple[Figure, str]:
    """Return the norm of a gradient that travels back through time: {name: (seeds, T + 1)}."""
    traces = _named("traces", traces)
    fig, ax = canvas(6.4, 3.6)
    said = []
    for look, (name, v) in zip(LOOKS, traces.items()):
        v = array("traces", v, ("seeds", "T + 1"))
        t = np.arange(v.shape[1])
        _band(ax, t, v, look | {"markevery": max(1, len(t) // 10), "markersize": 6}, name)
        middle = np.median(v, 0)
        halo(ax.text(t[len(t) // 2], middle[len(t) // 2] * 30, name, color=look["color"], ha="right", va="bottom"))
        said.append(f"{name}: median {middle[-1]:.1e} at the last step, {middle[0]:.1e} at step 0")
    top = max(array("traces", v, ("seeds", "T + 1")).max() for v in traces.values())
    ax.set(xlabel="step $t$", ylabel="norm of the gradient", xlim=(0, t[-1]))
    ax.set_ylim(top=top * 1e4)
    alt = f"Norm of the gradient of a loss at the last of {len(t) - 1} steps, {len(v)} seeds. " + "; ".join(said) + "."
    return fig, alt


def _band(ax: Axes, x: np.ndarray, v: np.ndarray, look: dict[str, object], name: str) -> None:
    """Median over the seeds, and a band from the smallest to the largest, on a logarithmic scale."""
    ax.fill_between(x, v.min(0), v.max(0), color=look["color"], alpha=0.22, linewidth=0)
    ax.semilogy(x, np.median(v, 0), **look, label=name)


def _span(values: Sequence[float]) -> str:
    low, high = f"{min(values):.2f}", f"{max(values):.2f}"
    return low if low == high else f"{low} to {high}"


def _named(name: str, value: object) -> Mapping[object, object]:
    """A mapping of one to three things to draw."""
    needs(name, value, Mapping)
    if not 1 <= len(value) <= len(LOOKS):
        raise ValueError(f"{name} needs 1 to {len(LOOKS)} kinds, got {len(value)}")
    return value

"""The pictures of the history: a line of years, rounding errors foretold by a backward pass, errata by chapter.

Source: DL sections 1.2 and 6.6, and the works named in book/references.bib.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from matplotlib.figure import Figure

from .._check import array, whole
from ..errata import Erratum
from . import BLUE, GREY, PALE, VERMILION, board, canvas, halo, listed, needs, number, style

@style()
def timeline(events: Sequence[tuple[int, str, str]], marked: Collection[str]) -> tuple[Figure, str]:
    """Return (year, who, what) along a line of years; those whose `who` is among `marked` are squares."""
    needs("events", events, Sequence)
    years = [whole("year", year) for year, _, _ in events]
    first, last = min(years), max(years)
    height = 0.27 * len(events) + 0.7
    fig, ax = board(7, height)
    right = 2.9
    place = [0.3 + (right - 0.6) * (year - first) / max(last - first, 1) for year in years]
    for k, ((year, who, _), x) in enumerate(zip(events, place)):
        y, hit = height - 0.45 - 0.27 * k, who in marked
        ax.plot([x, right], [y, y], color=PALE, linewidth=1, zorder=1)
        ax.plot(x, y, "s" if hit else "o", color=VERMILION if hit else BLUE, markersize=8 if hit else 6, zorder=3)
        ax.text(right + 0.1, y, f"{year}  {who}", va="center", fontsize=10, fontweight="bold" if hit else "normal")
    for year in range(first - first % 10 + 10, last + 1, 20):
        x = 0.3 + (right - 0.6) * (year - first) / max(last - first, 1)
        ax.plot([x, x], [0.28, height - 0.3], color=PALE, linewidth=0.8, zorder=0)
        ax.text(x, 0.14, str(year), ha="center", va="center", fontsize=9, color=GREY)
    hits = [f"{who} in {year}" for year, who, _ in events if who in marked]
    return fig, (f"A line of years from {first} to {last} with {len(events)} marks, in the order of the table. "
                 f"Squares: {listed(hits) if hits else 'none'}.")


@style()
def rounding(predicted: object, real: object) -> tuple[Figure, str]:
    """Return the error of results against what a backward pass foretold of it, both in units of 1e-7."""
    predicted = array("predicted", predicted, ("m",))
    real = array("real", real, predicted.shape)
    fig, ax = canvas(5, 4.4)
    most = 1.08 * max(np.abs(predicted).max(), np.abs(real).max())
    ax.plot([-most, most], [-most, most], color=GREY, linewidth=1.2, linestyle=(0, (5, 2)))
    ax.plot(predicted, real, "o", color=BLUE, markersize=4.5, markeredgecolor="white", markeredgewidth=0.4)
    ax.set(xlim=(-most, most), ylim=(-most, most), aspect="equal", xlabel="sum of slope times rounding, in $10^{-7}$",
           ylabel="real error of the result, in $10^{-7}$")
    return fig, (f"{len(real)} results of a computation in single precision. Their errors, up to "
                 f"{number(np.abs(real).max(), 2)} times 1e-7, lie on the diagonal against the errors that one backward pass "
                 f"foretold; no mark is more than {number(np.abs(real - predicted).max() / np.abs(real).max(), 1)} of that away.")


@style()
def chapters(entries: Sequence[Erratum]) -> tuple[Figure, str]:
    """Return the number of errata that each chapter shows."""
    needs("entries", entries, Sequence)
    count = Counter(entry.topic for entry in entries)
    names = [name for name, _ in count.most_common()]
    fig, ax = canvas(6.4, 0.9 + 0.3 * len(names))
    ax.barh(names, [count[name] for name in names], color=BLUE, height=0.66)
    for k, name in enumerate(names):
        halo(ax.annotate(str(count[name]), (count[name], k), (5, 0), textcoords="offset points", va="center"))
    ax.invert_yaxis()
    ax.set(xlabel="errata", xlim=(0, max(count.values()) + 1))
    ax.xaxis.get_major_locator().set_params(integer=True)
    return fig, f"{len(entries)} errata of the decks by chapter: " + listed(f"{name} {count[name]}" for name in names) + "."

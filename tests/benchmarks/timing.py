"""How times are taken: every contender in every round, in shuffled order, and the ratios of what stood side by side.

    step     a function without arguments, which does the work once
    round    one timing of each step, in an order drawn anew
    times    {name: [seconds a step, a round each]}

Time is the processor's (`time.process_time`), so waiting for other programs does not count. One round's ratio
compares what ran within the same fraction of a second; the median over the rounds is what is reported. Python's
cyclic garbage collector stays on, as it does for a user. It is run before each timing, so that no contender pays for
what another has left, and it leaves alone what was there before the first, so that none pays for another's modules.
"""
from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

Step = Callable[[], object]
REPETITIONS = 21
LEAST = 2e-3                                     # seconds that one timing takes at least, by an inner loop


class Spread(NamedTuple):
    """The median of some figures and the quartiles around it."""
    median: float
    low: float
    high: float


def spread(figures: Sequence[float]) -> Spread:
    """Return the median and the quartiles, interpolated between neighbours.

    >>> spread([1, 2, 3, 4, 10])
    Spread(median=3.0, low=2.0, high=4.0)
    """
    low, median, high = statistics.quantiles([float(x) for x in figures], n=4, method="inclusive")
    return Spread(median, low, high)


def ratios(times: Mapping[str, Sequence[float]], name: str, floor: str) -> Spread:
    """Return how many times the floor's time `name` takes: the spread of the ratios round by round.

    >>> ratios({"floor": [1, 2, 4], "a": [2, 8, 12]}, "a", "floor").median
    3.0
    """
    return spread([a / b for a, b in zip(times[name], times[floor], strict=True)])


def interleaved(steps: Mapping[str, Step], rng: np.random.Generator, repetitions: int = REPETITIONS,
                least: float = LEAST, clock: Callable[[], float] = time.process_time) -> dict[str, list[float]]:
    """Return the seconds that each step takes, measured once in each of `repetitions` rounds after a warm-up."""
    loops = {name: loops_for(step, least, clock) for name, step in steps.items()}
    times = {name: [] for name in steps}
    gc.freeze()
    for _ in range(repetitions):
        for name in rng.permutation(list(steps)):
            gc.collect()
            times[name].append(timed(steps[name], loops[name], clock) / loops[name])
    gc.unfreeze()
    return times


def loops_for(step: Step, least: float, clock: Callable[[], float]) -> int:
    """Return how often a step is to run so that it takes `least` seconds; running it so warms it up."""
    loops = 1
    while timed(step, loops, clock) < least:
        loops *= 2
    return loops


def timed(step: Step, loops: int, clock: Callable[[], float]) -> float:
    """Return the seconds that `loops` runs of a step take."""
    start = clock()
    for _ in range(loops):
        step()
    return clock() - start

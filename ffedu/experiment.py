"""What an experiment needs to be reported honestly."""
from __future__ import annotations

import math
from typing import NamedTuple

from ._check import count, scalar


class Rate(NamedTuple):
    """An observed share with its confidence interval, all in [0, 1]."""
    share: float
    low: float
    high: float


LEVEL = 0.95                                             # of the intervals, unless another is asked for


def wilson(successes: int, trials: int, level: float = LEVEL) -> Rate:
    """Return the share of successes with its Wilson score interval of confidence `level`.

    centre = (p + z^2/2n) / (1 + z^2/n), half width = z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n).
    z is the normal quantile of (1 + level) / 2, 1.96 for 95 %.
    Unlike p +- z sqrt(p(1-p)/n) it stays in [0, 1] and has a width at 0 and n successes.
    Raises ValueError unless 0 <= successes <= trials, trials >= 1 and 0 < level < 1. Source: Wilson (1927).

    >>> print("{:.2f} ({:.2f} to {:.2f})".format(*wilson(0, 20)))
    0.00 (0.00 to 0.16)
    """
    n, k, level = count("trials", trials, least=1), count("successes", successes), scalar("level", level, above=0)
    if k > n:
        raise ValueError(f"successes needs at most trials = {n}, got {k}")
    if level >= 1:
        raise ValueError(f"level needs a number below 1, got {level}")
    from statistics import NormalDist                    # here: it is slow to import, and nothing else needs it
    z = NormalDist().inv_cdf((1 + level) / 2)
    p, shrink = k / n, 1 + z**2 / n
    centre = (p + z**2 / (2 * n)) / shrink
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / shrink
    return Rate(p, centre - half if k else 0.0, centre + half if k < n else 1.0)   # exact ends, not rounded ones

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


def wilson(successes: int, trials: int, z: float = 1.96) -> Rate:
    """Return the share of successes with its Wilson score interval, 95 % for z = 1.96.

    centre = (p + z^2/2n) / (1 + z^2/n), half width = z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n).
    Unlike p +- z sqrt(p(1-p)/n) it stays in [0, 1] and has a width at 0 and n successes.
    Raises ValueError unless 0 <= successes <= trials and trials >= 1. Source: Wilson (1927).

    >>> print("{:.2f} ({:.2f} to {:.2f})".format(*wilson(0, 20)))
    0.00 (0.00 to 0.16)
    """
    n, k, z = count("trials", trials, least=1), count("successes", successes), scalar("z", z, above=0)
    if k > n:
        raise ValueError(f"successes needs at most trials = {n}, got {k}")
    p, shrink = k / n, 1 + z**2 / n
    centre = (p + z**2 / (2 * n)) / shrink
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / shrink
    return Rate(p, max(0.0, centre - half), min(1.0, centre + half))

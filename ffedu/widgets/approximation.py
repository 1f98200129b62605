"""One hidden layer under the reader's hand: N units, built in one of four ways, come close to a target.

    target  f on [a, b], one of those of the chapter's race, or e^x on [0, 5]
    kind    how the network F is written down        N   hidden units        sup   the largest |F - f| on a grid
"""
from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ffedu import approximation, piecewise
from ffedu.widgets.explorable import Explorable
from ffedu.widgets.traits import Choice, Whole

FEWEST, MOST = 2, 64
_HAIR = 1e-12                                     # just left of the middle, where the step of the chapter jumps


class Target(NamedTuple):
    """f with a Lipschitz constant L (1 for the step, which has none) on [a, b], and how far it moves before and
    after the one place at which it may turn."""
    f: Callable
    L: float
    a: float
    b: float
    moves: tuple[float, float]


def _unit_step(x: object) -> np.ndarray:
    return (np.asarray(x) >= 0).astype(float)


TARGETS = {"sine": Target(np.sin, 1, 0.5, 2.5, (1 - np.sin(0.5), 1 - np.sin(2.5))),
           "exp": Target(np.exp, np.exp(5), 0, 5, (np.exp(5) - 1, 0)),
           "square": Target(np.square, 2, 0, 1, (1, 0)),
           "abs": Target(np.abs, 1, -1, 1, (1, 1)),
           "step": Target(_unit_step, 1, -1, 1, (1, 0))}

WHERE = {"sine": np.arccos, "exp": np.log, "square": lambda slope: slope / 2}          # the place where f has a slope


class ApproximationExplorer(Explorable):
    """F(x) = c0 + sum over N units, close to a target f on [a, b]: steps, bumps, bends at equal or at placed knots.

    target  "sine" (sin on [0.5, 2.5]), "exp" (on [0, 5]), "square" (x^2 on [0, 1]), "abs", "step" (both on [-1, 1])
    kind    "staircase" of N sigmoids, "bumps" of two sigmoids each, relu units at "equal" knots, or "placed" where
            the library has the best or the asymptotically best ones
    N       2 to 64 hidden units
    `output(x)` is F, `error` its largest distance from f on the chapter's grid. Beside it stands a floor: what no N
    hard steps or no N relu units get below, and at a jump no continuous network. Soft steps can, by a little.
    Raises ValueError and TypeError for other values. Source: DL section 6.4.1, Srihari 4.17-4.24.

    >>> widget = ApproximationExplorer("square", "placed", 4)
    >>> print(widget, f"{widget.error:.5f}")
    ApproximationExplorer(target='square', kind='placed', N=4) 0.00617
    """
    topic = "approximation"

    target = Choice(*TARGETS)
    kind = Choice("staircase", "bumps", "equal", "placed")
    N = Whole(8, FEWEST, MOST)

    def __init__(self, *values: object, **named: object):
        super().__init__(*values, **named)
        self._data = {"floors": {name: dict(zip(("steps", "relu"), floors(name))) for name in TARGETS}}

    @property
    def network(self) -> approximation.StepNet | piecewise.Piecewise:
        """The network that is drawn, as the library writes it down."""
        f, L, a, b, _ = TARGETS[self.target]
        if self.kind == "staircase":
            return approximation.staircase(f, self.N, L, a, b)
        if self.kind == "bumps":
            return approximation.bumps(f, self.N // 2, L, a, b)
        return _equal(self.target, self.N) if self.kind == "equal" else _placed(self.target, self.N)

    def output(self, x: object) -> np.ndarray:
        """Return F(x), x of any shape."""
        net = self.network
        of = piecewise.evaluate if isinstance(net, piecewise.Piecewise) else approximation.step_net
        return of(net, x)

    @property
    def error(self) -> float:
        """The largest |F - f|: on 1001 points and one just left of the middle, as in the chapter's race, and where
        F is of straight pieces also at its knots and where f has the slope of a piece, which makes it exact."""
        f, _, a, b, _ = TARGETS[self.target]
        x = np.concatenate([np.linspace(a, b, 1001), [(a + b) / 2 - _HAIR], self._extremes()])
        return float(np.abs(self.output(x) - f(x)).max())

    def _extremes(self) -> np.ndarray:
        if not isinstance(self.network, piecewise.Piecewise):
            return np.zeros(0)
        return np.concatenate([self.network.t, _parallel(self.target, self.network)])


def _parallel(name: str, F: piecewise.Piecewise) -> np.ndarray:
    """Where f has the slope of a piece of F: the only places inside the pieces at which |F - f| can be largest."""
    return WHERE[name](piecewise.slopes(F)) if name in WHERE else np.zeros(0)


def _equal(name: str, N: int) -> piecewise.Piecewise:
    t = np.linspace(TARGETS[name].a, TARGETS[name].b, N + 1)
    return piecewise.Piecewise(t, TARGETS[name].f(t))


def _placed(name: str, N: int) -> piecewise.Piecewise:
    """The knots that the chapter's race gives each target."""
    if name == "square":
        return approximation.square_with_units(N)
    if name == "abs":
        return piecewise.Piecewise(np.array([-1, 0, 1.0]), np.array([1, 0, 1.0]))
    if name == "step":
        return piecewise.Piecewise(np.array([-1, -1 / N, 1 / N, 1]), np.array([0, 0, 1, 1.0]))
    f, _, a, b, _ = TARGETS[name]
    return approximation.equidistributed(f, np.exp if name == "exp" else lambda x: -np.sin(x), N, a, b).F


# what no N relu units, or no N hard steps, get below


@lru_cache
def floors(name: str) -> tuple[list[float], list[float]]:
    """Return lower bounds of the sup error for N = 2..64: of N hard steps, and of N relu units, to 6 digits.

    N steps have N + 1 levels, N relu units N + 1 straight pieces at most; for x^2 the best N units are known.

    >>> steps, relu = floors("square")
    >>> print(steps[0], relu[0])
    0.166667 0.02
    """
    sizes = range(FEWEST, MOST + 1)
    if name == "step":                            # a continuous F is near 0 just left of the jump and near 1 at it
        return [0.5 for _ in sizes], [0.5 for _ in sizes]
    return ([_digits(levels(TARGETS[name].moves, N + 1)) for N in sizes], [_digits(_lines(name, N)) for N in sizes])


def levels(moves: tuple[float, float], n: int) -> float:
    """Return the least sup error of n levels for a function that moves so far, turns, and moves so far back.

    The level that holds the turn reaches 2 sup from it on both sides, each other level 2 sup on its own side.

    >>> levels((1.0, 0.0), 4), levels((1.0, 1.0), 3)
    (0.125, 0.25)
    """
    return min(max(moves[0] / (k + 1), moves[1] / (n - k)) for k in range(n)) / 2


def _lines(name: str, N: int) -> float:
    if name == "square":
        return piecewise.sup_distance_to_square(approximation.square_with_units(N))
    if name == "abs":
        return 0.0                                # two units are exact
    f, _, a, b, _ = TARGETS[name]
    return float(chords(f, WHERE[name], a, b, N + 1).min() / 2)


def chords(f: Callable, where: Callable, a: float, b: float, n: int) -> np.ndarray:
    """Return how far n chords of f are off, (n,), at knots that make them as equal as 40 steps of de Boor's rule do.

    f bends one way and has slope s at where(s). The best line of a piece is off by half as much as its chord.
    Any n pieces have one that holds one of these: half the smallest number is a lower bound for all n lines.
    Source: de Boor, Practical Guide to Splines.

    >>> print(chords(np.exp, np.log, 0, 1, 2).round(6))
    [0.052697 0.052697]
    """
    t = np.linspace(a, b, n + 1)
    for _ in range(40):
        share = np.concatenate([[0.0], np.cumsum(np.sqrt(_off(f, where, t)))])
        t = np.interp(np.linspace(0, share[-1], n + 1), share, t)
    return _off(f, where, t)


def _off(f: Callable, where: Callable, t: np.ndarray) -> np.ndarray:
    slope = np.diff(f(t)) / np.diff(t)
    x = where(slope)                              # there the chord is parallel to f, and farthest from it
    return np.abs(f(t[:-1]) + slope * (x - t[:-1]) - f(x))


def _digits(v: float) -> float:
    return float(f"{v:.6g}")

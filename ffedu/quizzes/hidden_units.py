"""Questions on hidden units: kinks that do no harm, units that die, what one maxout unit can be."""
from __future__ import annotations

from statistics import NormalDist

import numpy as np

from ffedu import data, hidden_units, mlp, xor
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def kink() -> Choice:
    """Misconception: a unit without a derivative at one point cannot be trained, or what is answered there matters."""
    ink, y = data.digits()
    X = ink[:200] / 8 - 1
    theta = mlp.random_start(np.random.default_rng(0), [64, 24, 10])
    with_slope = lambda s: lambda a: np.where(a == 0, s, hidden_units.drelu(a))
    units = [hidden_units.Unit(hidden_units.relu, with_slope(s)) for s in (0.0, 1.0)]
    one, other = (mlp.gradient(theta, X, y[:200], hidden=unit).theta[0].W for unit in units)
    met = np.mean(mlp.forward(theta, X).a[0] == 0)
    return Choice("Train relu units from random weights twice, once with the slope 0 at the kink and once with 1. What "
                  "differs?", [
        Option("Much: half of the sums sit at the kink.", lambda: bool(met > 0.1),
               "Half of them are below 0, which is something else. A sum of random weights is hardly ever exactly 0."),
        Option("Nothing: software takes the mean of both slopes.", lambda: bool(hidden_units.drelu([0.0])[0] == 0.5),
               "For relu it usually returns one of the two, here the left one, and raises no alarm. That is not why "
               "nothing differs."),
        Option("Nothing: no sum is exactly 0.", lambda: bool(met == 0) and np.array_equal(one, other),
               "Descent never stands on the kink, so nobody hears what would be answered there."),
        Option("Nothing, and that holds for any "
               "weights.", lambda: not (xor.network(xor.X, *xor.reference()).a == 0).any(),
               "Weights written by hand, in whole numbers, do meet it: look at the sums of the book's network for "
               "XOR."),
    ])


def active() -> Numeric:
    """Misconception: what a starting bias does depends on its size alone, not on the spread of the sums."""
    c, s = 0.1, 0.1
    share = NormalDist().cdf
    return Numeric(f"Bias {c}, and sums that are normal around it with spread {s}. What share of the relu units is on?",
                   lambda: share(c / s), 2,
                   "It is Φ(c/s). With sums of a larger spread the same bias would hardly move the share.",
                   [Known(lambda: share(0.0),
                          "That is the share without a bias. Here the bias is as large as the spread, which is a lot."),
                    Known(lambda: share(c),
                          "That is Φ(c). The bias has to be measured in units of the spread: Φ(c/s)."),
                    Known(lambda: 2 * share(c / s) - 1,
                          "That share lies within one spread on both sides. On are also those farther out to the "
                          "right.")],
                   "On means above 0. How many spreads below the middle is 0, and what share lies to the right of "
                   "that?")


def leak() -> Choice:
    """Misconception: a leak brings dead units back."""
    ink, _ = data.digits()
    W, c = mlp.random_start(np.random.default_rng(0), [64, 24, 10])[0]
    a = (ink[:500] / 8 - 1) @ W[:, 0] + c[0] - 30
    slope = hidden_units.dleaky_relu(a)
    return Choice(f"A relu unit is off on every example. You give it a leak of {slope.min():g}. What changes at the "
                  "next step?", [
        Option("It is on again for some examples.", lambda: bool((a > 0).any()),
               "The sums are what they were, all negative. Another slope on the left moves none of them across."),
        Option("It learns like the others.", lambda: bool(slope.min() >= hidden_units.drelu([1.0])[0]),
               "A gradient comes through, but only the leak's small share of what a unit gets that is on."),
        Option("Nothing: off is off.", lambda: not slope.any(),
               "For relu that would be so, and for ever in a first layer. The leak has a slope on the left, and "
               "something arrives."),
        Option("Its weights move, faintly; it stays "
               "off.", lambda: bool((a < 0).all() and (slope > 0).all() and slope.max() < 1),
               "It is not dead, and it is not back either: a linear unit with a faint voice, until a sum turns "
               "positive."),
    ])


def convex_only() -> Choice:
    """Misconception: with enough pieces, one maxout unit can be any curve."""
    z = np.linspace(-3, 3, 601)
    bends_down = lambda g: bool(np.diff(g(z), 2).min() < -1e-9)
    return Choice("Which of these can one maxout unit not be, with as many pieces as you like?", [
        Option("The absolute value |z|.", lambda: bends_down(hidden_units.absolute),
               "Two pieces do it: whichever is larger of z and −z."),
        Option("The hard tanh, flat on both sides.", lambda: bends_down(hidden_units.hard_tanh),
               "It bends down at its right end. A largest of straight lines only ever bends up: that takes a second "
               "unit."),
        Option("The leaky relu.", lambda: bends_down(hidden_units.leaky_relu),
               "Two pieces do it: z and a small multiple of z, whichever is larger."),
        Option("A parabola, as close as you like.", lambda: bends_down(np.square),
               "It bends up everywhere, so tangents and their maximum come near it. Twice the pieces, a quarter of the "
               "error."),
    ])

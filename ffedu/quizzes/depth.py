"""Questions on depth: what a bound says of your network, what a fold doubles, where depth does not pay."""
from __future__ import annotations

import numpy as np

from ffedu import approximation, depth, mlp, piecewise, regions
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def folds() -> Numeric:
    """Misconception: layers add their pieces, as units do in one layer."""
    l = 3
    count = lambda l: regions.on_line(depth.tent(l), [0], [1], 0, 1).pieces
    return Numeric("Three layers of two units, each a fold: how many straight pieces has the output between 0 and 1?",
                   lambda: count(l), 0,
                   "Each layer folds all that is there: 2 pieces, then 4, then 8. One hidden layer would need a unit for each.",
                   [Known(lambda: l * count(1), "That adds the pieces up. The second fold bends every piece of the first one, not just one."),
                    Known(lambda: l + 1, "That is one bend for each layer. A bend of a later layer shows up once in every piece before it."),
                    Known(lambda: depth.most(1, l * [2]), "That is the upper bound, three pieces a layer. A fold shows two of them on the interval.")],
                   "Fold a strip of paper, fold it again, and once more. How many layers of paper lie on each other?")


def a_bound() -> Choice:
    """Misconception: depth gives every deep network exponentially many pieces."""
    rng, widths = np.random.default_rng(2), 5 * [4]
    def drawn():
        net = mlp.random_start(rng, [1, *widths, 1])
        return regions.on_line([mlp.Layer(W, rng.normal(0, 0.5, b.shape)) for W, b in net], [0], [1]).pieces
    found, low, high = [drawn() for _ in range(6)], depth.montufar(1, widths), depth.most(1, widths)
    return Choice(f"The theorem: at least {low:,} pieces with five layers of four units. Your network, drawn at random, has few. Why?", [
        Option("The theorem is wrong: it exceeds what is possible.", lambda: low > high,
               f"No network of the shape has more than {high:,}, and the theorem stays below that. Ask which network it speaks of."),
        Option("Random networks reach it; yours was bad luck.", lambda: max(found) >= low,
               "All that we draw stay far below it. Folding takes weights that fit each other, and chance does not find them."),
        Option("It speaks of the best weights, not of yours.", lambda: max(found) < low <= high,
               "Some network of this shape has so many. It does not promise them to random weights, nor to trained ones."),
        Option("Your count missed some: every network of the shape has so many.", lambda: min(found) >= low,
               "The count is exact, in fractions. A lower bound on the best network is none on every network."),
    ])


def small_budget() -> Choice:
    """Misconception: with the same number of units, the deeper network is always the better one."""
    def errors(m):
        t = np.arange(2**m + 1) / 2**m
        deep = piecewise.Piecewise(t, mlp.forward(depth.square(m), t[:, None]).z[:, 0] - depth.square_error(m) / 2)
        return [piecewise.sup_distance_to_square(F) for F in (deep, approximation.square_with_units(3 * m))]
    deeper = [deep < wide for deep, wide in map(errors, range(1, 9))]
    return Choice("x² on [0, 1]: m layers of three units, or all 3m units in one layer. Which is nearer?", [
        Option("The deep one, for every m.", lambda: all(deeper),
               "Each layer divides the error by four, but a few units in one layer begin much lower."),
        Option("The wide one, for every m.", lambda: not any(deeper),
               "One layer earns about 1/N². A factor of four for each layer overtakes that before long."),
        Option("The wide one at first, then the deep one.", lambda: not deeper[0] and deeper[-1] and deeper == sorted(deeper),
               "A power law begins lower, an exponential one ends lower. Depth pays from some size on, for this function."),
    ])

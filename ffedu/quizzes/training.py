"""Questions on training: ties at the start, the rate and the valley, momentum, and what a low training cost shows."""
from __future__ import annotations

import numpy as np

from ffedu import data, linear_models, mlp, optim, training
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def zero_start() -> Numeric:
    """Misconception: units that start at zero part ways if one trains for long enough."""
    X, T = data.corners(2), np.column_stack([data.gate(name).y for name in ("AND", "OR", "XOR")])
    zero = [mlp.Layer(np.zeros((2, 4)), np.zeros(4)), mlp.Layer(np.zeros((4, 3)), np.zeros(3))]
    slope = lambda theta, X, y: mlp.gradient(theta, X, y, hidden="sigmoid", output="sigmoid")
    W = training.fit(zero, slope, X, T, epsilon=1.0, epochs=300).theta[0].W
    free = mlp.random_start(np.random.default_rng(0), [2, 4])[0].W
    return Numeric("Two inputs, four hidden sigmoid units, three outputs for AND, OR and XOR, all weights zero at the "
                   "start, then a long training. What is the rank of W₁?",
                   lambda: np.linalg.matrix_rank(W), 0,
                   "Units that start alike get the same gradient and stay alike: four equal columns, the work of one "
                   "unit.",
                   [Known(lambda: W.shape[1],
                          "Rank cannot exceed the number of rows, which is two here. And do four equal columns count "
                          "as four?"),
                    Known(lambda: np.linalg.matrix_rank(free),
                          "So it would be from a random start. Here nothing ever tells one unit from the next."),
                    Known(lambda: np.linalg.matrix_rank(zero[0].W),
                          "That would be no motion at all. With these targets the columns do move, but all in the same "
                          "way.")],
                   "Compare two columns of W₁ after the first step, then after the second. When could they begin to "
                   "differ?")


def largest_rate() -> Numeric:
    """Misconception: the learning rate is limited by the flat direction, or by the mean curvature."""
    H = np.diag([1.0, 4.0])
    low, high = np.linalg.eigvalsh(H)
    def arrives(rate):
        return np.abs(optim.descend(optim.sgd, lambda w: H @ w, [1.0, 1.0], 100, epsilon=rate).theta[-1]).max() < 0.5
    too_large = next(rate for rate in np.arange(40, 60) / 100 if not arrives(rate))
    return Numeric(f"A valley with curvature {low:.0f} along it and {high:.0f} across it. Below which learning rate "
                   "does descent arrive?",
                   lambda: too_large, 2,
                   "The distance across shrinks by 1 − 4ε a step, whose size has to stay below 1. The flat direction "
                   "then has to live with it.",
                   [Known(lambda: 2 / low,
                          "That is the limit along the valley. Across it, the walk would have blown up long before."),
                    Known(lambda: 1 / high,
                          "With that rate one step lands in the middle, across. Descent still arrives at up to twice "
                          "as much."),
                    Known(lambda: 2 / np.mean([low, high]),
                          "Directions do not average. Each goes its own way, and the steepest leaves first.")],
                   "In a direction of curvature λ, one step multiplies the distance by 1 − ελ. When does that stay "
                   "within one in size?")


def always_first() -> Choice:
    """Misconception: Nesterov or momentum is always faster than plain descent at the same rate."""
    sample = data.line(np.random.default_rng(0))
    Phi = linear_models.polynomial(sample.X)
    best = linear_models.least_squares(Phi, sample.y).w
    H = linear_models.squared_error(Phi, sample.y, best).hessian
    def first(path):
        arrived = np.einsum("ti,ij,tj->t", path - best, H, path - best) / 2 < 1e-4
        return int(np.argmax(arrived)) if arrived.any() else len(path)
    slope = lambda w: H @ (w - best)
    plain = lambda rate: first(optim.descend(optim.sgd, slope, [0.0, 0.0], 300, epsilon=rate).theta)
    heavy = lambda rate: first(optim.descend(optim.momentum, slope, [0.0, 0.0], 300, epsilon=rate, alpha=0.9).theta)
    ahead = lambda rate: first(optim.nesterov(slope, [0.0, 0.0], 300, rate, 0.9).theta)
    table = {rate: (plain(rate), heavy(rate), ahead(rate)) for rate in (0.01, 0.03, 0.05)}
    return Choice("Plain descent, momentum and Nesterov at the same rate, for three rates up to the limit of plain "
                  "descent. Who is first?", [
        Option("Nesterov each time: it looks ahead.", lambda: all(min(row) == row[2] for row in table.values()),
               "It has a limit of its own, and a lower one. At the largest of these rates it never arrives."),
        Option("Momentum each time: its steps add up.", lambda: all(min(row) == row[1] for row in table.values()),
               "Where plain descent is slow, that helps. Near its limit plain descent is as quick, and momentum pays "
               "with swings."),
        Option("Plain descent each time: the others "
               "overshoot.", lambda: all(min(row) == row[0] for row in table.values()),
               "They overshoot and are still far earlier at a moderate rate, where plain descent creeps along the "
               "valley."),
        Option("It depends on the rate.", lambda: len({int(np.argmin(row)) for row in table.values()}) > 1,
               "A count of steps is a fact about one problem, one start and one rate. Each method wants a rate of its "
               "own."),
    ])


def best_on_training() -> Choice:
    """Misconception: the model with the lowest training cost is the best model."""
    few, many = data.sine(np.random.default_rng(1), 15, 0.3), data.sine(np.random.default_rng(2), 1000, 0.3)
    Phi = lambda D, k: linear_models.polynomial(2 * D.X - 1, k)
    w = {k: linear_models.least_squares(Phi(few, k), few.y).w for k in (1, 3, 9)}
    seen = {k: linear_models.squared_error(Phi(few, k), few.y, w[k]).J for k in w}
    new = {k: linear_models.squared_error(Phi(many, k), many.y, w[k]).J for k in w}
    best, lowest = min(new, key=new.get), min(seen, key=seen.get)
    return Choice(f"Polynomials on {len(few.y)} noisy points of a sine. Which does best on new points?", [
        Option("Degree 9: its training cost is lowest.", lambda: best == lowest == 9,
               "Its training cost is lowest, and it is worst on new points: it has learned the noise."),
        Option("Degree 3, with a higher training cost.", lambda: best == 3 and seen[3] > seen[lowest],
               "It has room for the wave and little for the noise. Only points held back can show it."),
        Option("Degree 1: the simplest is safest.", lambda: best == 1,
               "A line has no room for the wave. It misses less wildly than degree 9, and it misses always."),
    ])

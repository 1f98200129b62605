"""Questions on approximation: which norm, how many units, and what representing does not promise."""
from __future__ import annotations

import numpy as np

from ffedu import approximation as app
from ffedu import data, separability
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def which_norm() -> Choice:
    """Misconception: a universal approximator comes close to any function in any sense."""
    step = lambda x: (x >= 0).astype(float)
    net = lambda k: lambda x: 1 / (1 + np.exp(-k * x))
    sup = [app.sup_distance(net(k), step, L=k, a=-1, b=1).low for k in (10, 100)]
    mean = [app.l1_distance(net(k), step, -1, 1) for k in (10, 100)]
    return Choice("Sigmoids σ(kx) are to approach the unit step. What happens as k grows?", [
        Option("The largest error falls to 0.", lambda: sup[1] < sup[0] / 2,
               "Left of the jump it must be near 0, at the jump near 1. A continuous curve is off by one half "
               "somewhere."),
        Option("The mean error falls, the largest stays at one "
               "half.", lambda: mean[1] < mean[0] / 5 and sup[1] == sup[0] == 0.5,
               "Two norms, two verdicts on the same networks: the bad stretch gets narrow, never shallow."),
        Option("Neither of the two errors falls.", lambda: sup[1] >= sup[0] and mean[1] >= mean[0],
               "The area between the curves shrinks like 1/k. It is the largest error alone that stays."),
    ])


def four_times() -> Numeric:
    """Misconception: all ways to build a network earn the same from more units."""
    x, N = np.linspace(0, 1, 2001), np.array([32, 128])
    wave = lambda x: np.sin(2 * np.pi * x)
    steps = [np.abs(app.step_net(app.staircase(wave, n, L=2 * np.pi), x) - wave(x)).max() for n in N]
    pieces = [app.equidistributed(np.exp, np.exp, int(n), 0, 5).limit for n in N]
    return Numeric("A staircase of increments gets four times as many units. By what factor does its largest error "
                   "fall?",
                   lambda: steps[0] / steps[1], 1,
                   "The steps are four times narrower, and within a step the function moves by its slope times that "
                   "width.",
                   [Known(lambda: np.sqrt(N[1] / N[0]),
                          "The square root is Barron's bound, on the root of the mean square. It is an upper bound, for chosen "
                          "units in many dimensions."),
                    Known(lambda: pieces[0] / pieces[1],
                          "That is what well-placed straight pieces earn: their order is 1/N². Steps are flat on "
                          "top.")],
                   "Halve the width of a step in your mind. By how much does the wave move within it, before and "
                   "after?")


def no_lunch() -> Choice:
    """Misconception: over all functions, a sensible learner is right on unseen inputs more often than a foolish one."""
    f, X = data.boolean_functions(3), data.corners(3)
    D, rest = np.array([0, 1, 3, 4, 6]), np.array([2, 5, 7])
    near = np.abs(X[rest][:, None] - X[D]).sum(axis=2).argmin(axis=1)
    sensible, foolish = (f[:, D][:, near] == f[:, rest]), (f[:, D][:, near] != f[:, rest])
    single = np.array([verdict.separable for verdict in separability.census(3)])
    return Choice(f"The nearest neighbour, and a learner that says its opposite, over all {len(f)} functions of three "
                  "bits. "
                  "Who is right more often on the unseen inputs?", [
        Option("The nearest neighbour: near inputs have like answers.", lambda: bool(sensible.mean() > foolish.mean()),
               "In the world, perhaps; not among all functions. For each where they are alike there is one where they "
               "are not."),
        Option("Neither: each is right half of the time.", lambda: bool(sensible.mean() == foolish.mean() == 0.5),
               "Every way to fill in the unseen answers occurs once. Only where some functions are likelier can a "
               "learner gain."),
        Option("The opposite, since most functions look random.", lambda: bool(sensible.mean() < foolish.mean()),
               "Randomness favours nobody. On the functions that one unit can be, the opposite is the worse of the "
               "two."),
        Option("Neither, and that holds on those that one unit can be, too.",
               lambda: bool(sensible[single].mean() == foolish[single].mean()),
               "On those there is structure, and the neighbour's assumption fits it. It pays back on all the others."),
    ])

"""Questions on XOR: what a hidden layer is for, and what it is not."""
from __future__ import annotations

import numpy as np

from ffedu import xor
from ffedu.quizzes.question import Choice, Known, Numeric, Option

_TRACE = xor.network(xor.X, *xor.reference())


def fold() -> Choice:
    """Misconception: the hidden layer gives the answer; it only moves the points so that a line can."""
    h = _TRACE.h
    return Choice("What does the hidden layer of the reference network do to the four points?", [
        Option("It maps the two points of class 0 to one point.", lambda: np.array_equal(h[0], h[3]),
               "They stay apart: at (1,1) both units are on, at (0,0) neither is above 0. It is the points of class 1 that meet."),
        Option("It maps the two points of class 1 to one point.", lambda: np.array_equal(h[1], h[2]),
               "Both have x₁ + x₂ = 1, and that sum is all that either unit sees. After that, one line is enough."),
        Option("It already gives the answers 0, 1, 1, 0 in one of its units.",
               lambda: any(np.array_equal(unit, xor.y) for unit in h.T),
               "Look at each column of h: none is 0, 1, 1, 0. The hidden layer moves the points; the output layer answers."),
        Option("It leaves the points where they are.", lambda: np.array_equal(h, xor.X),
               "Then a linear output would have to separate the inputs themselves, and no line does that."),
    ])


def best_line() -> Numeric:
    """Misconception: the best linear fit gets some of the points right."""
    fit = xor.linear_fit()
    return Numeric("What does the best linear model (least squares) answer at (1,1)?", lambda: fit.f[3], 2,
                   "It answers the same everywhere: both weights are zero, and the bias is the mean of the targets.",
                   [Known(lambda: xor.y[3], "That is the target. A line that reached it would miss the others by more."),
                    Known(lambda: xor.y[1], "That is what the corners with one 1 ask for; the fit ignores both inputs.")],
                   "The fit can do no better than to ignore both inputs. What constant is closest to 0, 1, 1, 0 in squares?")


def two_linear_layers() -> Choice:
    """Misconception: a second layer helps even without a nonlinearity."""
    theta = xor.reference()
    f = xor.X @ theta.W @ theta.w + theta.b
    best = xor.linear_fit().J
    collapsed = xor.X @ xor.linear_collapse(theta.W, theta.w) + theta.b
    return Choice("Take the rectifier out of the reference network. What is left?", [
        Option("A network that still gives XOR, with other weights.", lambda: bool(xor.loss(f) < best),
               "No linear model has a smaller loss than the least-squares line, and two linear layers are a linear model."),
        Option("A quadratic function of x, because two layers multiply.",
               lambda: not np.isclose(f[0] - f[1] - f[2] + f[3], 0),
               "The weights are multiplied with each other, the inputs are not: f(0,0) - f(0,1) - f(1,0) + f(1,1) stays 0."),
        Option("A linear model of x: one layer would do the same.", lambda: np.array_equal(f, collapsed),
               "W w is a single vector of two weights, so that the two layers are one."),
    ])

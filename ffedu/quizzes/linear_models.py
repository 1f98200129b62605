"""Questions on linear models: linear in what, what a perfect fit says, where small steps end."""
from __future__ import annotations

import numpy as np

from ffedu import data, linear_models, separability, vector_units, xor
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def linear_in_what() -> Choice:
    """Misconception: a linear model is a straight line in x, and a curve needs something else."""
    x = np.linspace(-1, 1, 21)
    Phi = linear_models.polynomial(x[:, None], 2)
    fit = linear_models.least_squares(Phi, np.abs(x))
    slope = linear_models.squared_error(Phi, np.abs(x), fit.w)
    f = Phi @ fit.w
    return Choice("The model w₀ + w₁x + w₂x², with the squared error: what is true of it?", [
        Option("It is no linear model, so the formula does not find its best weights.",
               lambda: not np.allclose(slope.gradient, 0),
               "The formula asks for linearity in w, not in x. At its weights the gradient of the cost is 0."),
        Option("It is linear in w: the formula finds the best weights, and the curve bends.",
               lambda: np.allclose(slope.gradient, 0) and np.ptp(np.diff(f)) > 0.01,
               "The square is one more column of the design matrix. What is done to x beforehand is no business of the "
               "formula."),
        Option("It is a linear model, so its graph is a straight line.", lambda: bool(np.ptp(np.diff(f)) < 1e-9),
               "Linear in the features is not linear in x. In a plane with axes x and x² it is flat; over x it is a "
               "parabola."),
        Option("Its cost has several valleys, so the start matters.",
               lambda: bool(np.linalg.eigvalsh(slope.hessian).min() < 0),
               "The Hessian is ΦᵀΦ over the number of examples, whatever w is, and never negative: one bowl, and one "
               "answer if at least three x differ."),
    ])


def interaction() -> Numeric:
    """Misconception: the effect of an input is its weight, also when a product of inputs is among the features."""
    w = linear_models.least_squares(np.column_stack([np.ones(4), xor.X, xor.X.prod(axis=1)]), xor.y).w
    f = lambda x1, x2: np.array([1, x1, x2, x1 * x2]) @ w
    return Numeric("f = x₁ + x₂ − 2x₁x₂. At x₁ = 1, by how much does f change when x₂ goes from 0 to 1?",
                   lambda: f(1, 1) - f(1, 0), 1,
                   "The effect is 1 − 2x₁: up on one edge and down on the other, which no single slope can do.",
                   [Known(lambda: w[2],
                          "That is the weight of x₂, its effect where x₁ = 0. At x₁ = 1 the product changes as well."),
                    Known(lambda: w[3], "That is the product's part alone. The term x₂ itself also grows, by 1.")],
                   "Put in both points: f(1,1) less f(1,0). Two of the three terms change.")


def no_residual() -> Choice:
    """Misconception: a residual of zero shows that the features are the right ones."""
    H = vector_units.rbf(xor.X, xor.X.T, 1.0)
    fitted = [np.abs(linear_models.least_squares(H, y).residual).max() < 1e-12 for y in data.boolean_functions(2)]
    w = linear_models.least_squares(H, xor.y).w
    middle = float((vector_units.rbf([[0.5, 0.5]], xor.X.T, 1.0) @ w)[0])
    return Choice("Four radial features fit XOR without any error. What does that say?", [
        Option("XOR is separable by a straight line after all.", lambda: separability.decide(xor.X, xor.y).separable,
               "Not in x. A plane separates the classes in the space of the four features, which are curved in x."),
        Option("The features suit XOR; most other targets they would miss.", lambda: sum(fitted) < len(fitted) / 2,
               f"They fit all {sum(fitted)} functions of two bits. As many independent features as examples fit any "
               "targets."),
        Option("Only that there are as many features as examples.", lambda: all(fitted),
               "Four independent columns reach any four targets, noise as well. The zero speaks of number, not of "
               "fitness."),
        Option("The model has found the rule, and answers 0 or 1 "
               "everywhere.", lambda: min(abs(middle), abs(middle - 1)) < 0.1,
               f"In the middle of the four it answers {middle:.2f}, and far from all of them nearly 0. It knows four "
               "points and nothing between."),
    ])


def hovering() -> Choice:
    """Misconception: with enough steps, stochastic descent arrives at the answer of the formula at any step size."""
    points = data.line(np.random.default_rng(0))
    Phi = linear_models.polynomial(points.X)
    best = linear_models.least_squares(Phi, points.y).w
    path = linear_models.lms(Phi, points.y, [0, 0], np.random.default_rng(0), epsilon=0.01, epochs=100).w
    far = np.linalg.norm(path - best, axis=1)
    early, late = np.median(far[500:1000]), np.median(far[4500:5000])
    return Choice("Noisy data, one example a step at a fixed ε: it has come near the formula's weights. Ten times as "
                  "many steps bring it", [
        Option("about ten times nearer.", lambda: bool(late < early / 5),
               "That would need smaller steps. At a fixed ε each example pulls towards its own answer, for ever."),
        Option("to the formula's weights, to all digits.", lambda: bool(late < 1e-6),
               "Descent on all examples does that. One example alone has a gradient of its own, which is not 0 there."),
        Option("farther and farther away.", lambda: bool(late > 5 * early),
               "It would if ε were too large for a single example. Here the pulls keep it in a cloud about the "
               "answer."),
        Option("no nearer: it hovers.", lambda: bool(early / 5 <= late <= 5 * early),
               "The size of the cloud is set by ε. To come nearer, let ε fall, or average over a stretch of the path."),
    ])

"""Questions on costs: what each of them asks for, and what is said of them too quickly."""
from __future__ import annotations

import numpy as np

from ffedu import costs, density_units, linear_models, training
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def outlier() -> Numeric:
    """Misconception: whatever is minimised, one wild observation pulls the answer along, or the answer is the mean."""
    y = np.array([2.0, 2, 5, 7, 84])
    return Numeric(f"Five waits: {', '.join(f'{wait:.0f}' for wait in y)}. Which constant has the least mean absolute error?",
                   lambda: costs.least_absolute_constant(y).low, 0,
                   "The slope counts heads: as many waits above as below. How far away the last one is does not matter.",
                   [Known(lambda: costs.least_squares_constant(y).low,
                          "That is the mean, which the squared error asks for. There a wait pulls in proportion to its distance."),
                    Known(lambda: np.delete(y, 4).mean(),
                          "You have left the long wait out. It still counts as one head, no more and no less than the others."),
                    Known(lambda: (y.min() + y.max()) / 2,
                          "That halves the largest error. The mean absolute error adds all the errors up.")],
                   "Move your constant a little to the right: how many of the errors grow, and how many shrink?")


def negative_cost() -> Choice:
    """Misconception: a cost below zero is a bug, since -log p cannot be negative."""
    s = 2 * np.log(0.001)
    hit = density_units.gaussian_nll([[3.0]], s, [[3.0]])[0]
    miss = density_units.gaussian_nll([[3.0]], s, [[3.1]])[0]
    surest = costs.binary_cross_entropy(np.array([1 - 1e-12]), np.array([1]))
    wide = density_units.gaussian_nll([[3.0]], 2 * np.log(10.0), [[3.1]])[0]
    return Choice("A network with a learned σ reports a negative log-likelihood below 0 in training. What does that mean?", [
        Option("There is a bug: −log p is never negative.", lambda: bool(hit >= 0),
               "That holds for probabilities. A density may be larger than 1, and then minus its logarithm is below 0."),
        Option("The density at the targets is above 1, which is allowed.", lambda: bool(hit < 0 and np.exp(-hit) > 1),
               "A narrow Gaussian is high. It pays for it as soon as a target lies a little beside its mean."),
        Option("It fits better than any classifier whose cost is above 0.", lambda: bool(surest < hit),
               "A sure and right classifier has a cost near 0 and cannot go below. Different distributions do not compare."),
        Option("Its predictions on new data will be good.", lambda: bool(miss < wide),
               "A target off by a little costs such a narrow Gaussian dearly. Look at data that it was not trained on."),
    ])


def separable() -> Choice:
    """Misconception: cross-entropy has a minimum whatever the data, and training comes to rest in it."""
    Phi = linear_models.polynomial([[-2], [-1], [0], [1], [2], [3]])
    mixed, apart = np.array([0, 0, 1, 0, 1, 1]), np.array([0, 0, 0, 1, 1, 1])
    path = linear_models.descend(linear_models.cross_entropy, Phi, apart, [0, 0], epsilon=1.0, steps=2000)
    lengths = np.linalg.norm(path.w, axis=1)
    newton = lambda t: linear_models.newton(linear_models.cross_entropy, Phi, t, [0, 0]).converged
    right = ((Phi @ path.w[200] > 0) == apart).all()
    return Choice("A threshold separates the two classes. What do the weights of logistic regression do in a long training?", [
        Option("They come to rest once every example is right.", lambda: bool(right and np.ptp(lengths[200:]) < 1e-6),
               "Being right is not enough for this cost: a surer answer is always cheaper. Rosenblatt's rule would rest."),
        Option("They come to rest at the minimum, as on any data.", lambda: newton(apart),
               "There is a minimum where the classes overlap. Here the cost has 0 as its limit and reaches it nowhere."),
        Option("They grow without end, ever more slowly.",
               lambda: bool(np.all(np.diff(lengths[10:]) > 0) and lengths[2000] - lengths[1000] < lengths[1000] - lengths[500] + 0.1),
               "Doubling weights that are right makes every answer surer. A little weight decay brings a minimum back."),
        Option("They grow until the cost is exactly 0.", lambda: bool((path.J == 0).any()),
               "A sigmoid of a finite number is never 0 or 1, so that something is always left to pay."),
    ])


def bent_or_deep() -> Choice:
    """Misconception: it is the non-linearity that makes the cost of a network non-convex."""
    slope = lambda w: 2 * (w[0] * w[1] - 1) * np.array([w[1], w[0]])
    deep = training.hessian_index(slope, [0.0, 0.0]).negative
    Phi, t = linear_models.polynomial([[-2], [-1], [0], [1], [2], [3]]), np.array([0, 0, 1, 0, 1, 1])
    bowl = [np.linalg.eigvalsh(linear_models.cross_entropy(Phi, t, w).hessian).min() > 0
            for w in np.random.default_rng(0).normal(0, 2, (20, 2))]
    return Choice("Which of these costs is not convex in its weights?", [
        Option("One sigmoid unit, cross-entropy: it has a non-linearity.", lambda: not all(bowl),
               "The logarithm undoes the sigmoid's exponential. Its curvature is positive wherever you stand."),
        Option("Two linear layers of one unit, squared error.", lambda: deep > 0,
               "The product w₁w₂ makes a saddle at 0: a hill between two best answers, without anything that bends."),
        Option("One linear layer, squared error: its data are noisy.",
               lambda: bool(np.linalg.eigvalsh(linear_models.squared_error(Phi, t, [3.0, -3.0]).hessian).min() < 0),
               "Noise moves the bottom of the bowl and lifts it. The curvature comes from the features alone."),
    ])

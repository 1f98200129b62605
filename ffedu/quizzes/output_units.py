"""Questions on output units: unit and cost as a pair, logits, softmax, and an honest answer about doubt."""
from __future__ import annotations

import numpy as np

from ffedu import costs, logsumexp, output_units, softmax
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def loud_when_wrong() -> Numeric:
    """Misconception: a saturated sigmoid has no gradient, whatever the cost."""
    z = -8.0
    return Numeric(f"Target 1, output σ(z), and z = −{-z:.0f}: wrong and certain. What is the slope in z of −log σ(z)?",
                   lambda: output_units.dsigmoid_nll([[z]], [[1]])[0, 0], 1,
                   "It is σ(z) − 1, nearly its full strength: the logarithm undoes the exponential that made σ flat.",
                   [Known(lambda: output_units.dsigmoid_squared(z, 1),
                          "So small is the slope of the squared error, which keeps the factor σ′(z). The unit is flat; this cost is not."),
                    Known(lambda: 1 - softmax([0.0, z])[1],
                          "The size is right. The cost falls as z grows, so the slope is negative."),
                    Known(lambda: -output_units.sigmoid_nll([[z]], [[1]])[0],
                          "That is the cost itself, with a minus. It is nearly the straight line −z here: what is its slope?")],
                   "Far out on this side the cost is nearly the straight line −z. What is the slope of that line?")


def two_names() -> Choice:
    """Misconception: cross-entropy of a sigmoid and the softplus loss are different costs, one of which saturates."""
    z = np.linspace(-30, 30, 601)
    textbook, plus = -np.log(1 / (1 + np.exp(-z))), output_units.sigmoid_nll(z[:, None], np.ones((601, 1)))
    with np.errstate(all="ignore"):
        far = -np.log(1 / (1 + np.exp(800.0)))
    kept = output_units.sigmoid_nll([[-800.0]], [[1]])[0]
    return Choice("For target 1, compare −log σ(z) with the softplus ζ(−z). What is the difference?", [
        Option("The first goes flat wherever σ does; the second only where the answer is right.",
               lambda: bool(abs(np.diff(textbook)[0]) < abs(np.diff(plus)[0]) / 2),
               "That is true of the squared error of σ. Take the logarithm of a flat σ, and it is flat no more."),
        Option("On paper there is none; in floating point the first can overflow.",
               lambda: np.allclose(textbook, plus) and bool(np.isinf(far) and np.isfinite(kept)),
               "They are one function, computed in two orders. Hence the rule: give the loss the logit, not the probability."),
        Option("None at all: they also give the same numbers in the machine.", lambda: bool(far == kept),
               "Far out the sigmoid is rounded to 0, and minus the logarithm of 0 is infinite. The softplus stays finite."),
        Option("They differ by a constant, so only their slopes agree.", lambda: bool(np.abs(textbook - plus).min() > 1e-6),
               "Put in z = 0: both are log 2. A logarithm of a quotient and a softplus can be the same thing."),
    ])


def what_logits_are() -> Choice:
    """Misconception: logits are log probabilities, so they have a scale and a zero of their own."""
    z = np.array([2.0, -1.0, 0.5])
    return Choice("A row of logits z goes into a softmax. Which of these changes leaves every probability as it was?", [
        Option("Adding 5 to all of them.", lambda: np.allclose(softmax(z + 5), softmax(z)),
               "Only differences count. That is why the largest may be subtracted first, so that nothing overflows."),
        Option("Doubling all of them.", lambda: np.allclose(softmax(2 * z), softmax(z)),
               "Differences double too, and the largest takes a larger share. It is a lower temperature."),
        Option("Subtracting log Σ exp(z) from all.", lambda: np.allclose(softmax(z - logsumexp(z)), softmax(z)),
               "It is one number, so nothing changes; now they are log probabilities. Before, they were that up to a constant."),
        Option("Applying the softmax to each alone.",
               lambda: np.allclose([softmax([value])[0] for value in z], softmax(z)),
               "The softmax of one number is 1 whatever the number is. It needs the other logits of the row to compete with."),
    ])


def mean_of_two() -> Choice:
    """Misconception: where two answers are right, a good network that minimises the squared error gives one of them."""
    right = np.array([0.2, 0.8])
    y = np.tile(right, 50)
    best = costs.least_squares_constant(y).low
    return Choice("For one x the data hold two right settings, equally often. What does a well-trained squared error answer?", [
        Option("The one that came first in training.", lambda: bool(np.isclose(best, y[0])),
               "It may start there, and the other half of the data pulls it away. Only where the pulls balance is there rest."),
        Option("One of the two, at random.", lambda: bool(np.isclose(best, right).any()),
               "Sitting on one of them, half of the data pull away with nothing to hold. A draw from a mixture would do that."),
        Option("Their mean, which may be no right setting.", lambda: bool(np.isclose(best, right.mean()) and not np.isclose(best, right).any()),
               "Squared error asks for the mean. To keep the answers apart takes a density with several hills."),
    ])

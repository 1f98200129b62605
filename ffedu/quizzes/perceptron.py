"""Questions on the perceptron: what a correction is worth, what one unit can compute, what a cost asks for."""
from __future__ import annotations

import numpy as np

from ffedu import data, perceptron, separability
from ffedu.quizzes.question import Choice, Known, Numeric, Option

_X = data.corners(2)


def correction() -> Choice:
    """Misconception: a correction by Rosenblatt's rule makes its example right, and the whole better."""
    points = data.halves(np.random.default_rng(15), m=40, gap=0.1)
    Phi, y = perceptron.with_bias(points.X), 2 * points.y - 1
    steps = perceptron.rosenblatt(Phi, y).updates
    wrong = [int((y * (Phi @ u.after) <= 0).sum()) for u in steps]
    turns = [y[u.i] * (u.after - u.before) @ Phi[u.i] for u in steps]
    w, phi = np.array([1.0, 2.0]), np.array([2.0, 0.5])                           # wrong for y = -1
    longer = np.linalg.norm(perceptron.update(w, phi, -1)) > np.linalg.norm(w)
    far = perceptron.update(4 * w, phi, -1)
    return Choice("Rosenblatt's rule corrects an example. What always holds?", [
        Option("The example is right afterwards.", lambda: bool(-far @ phi > 0),
               "Its margin rises by ‖φ‖², always up but not always above 0. It may need another turn."),
        Option("Fewer examples are wrong afterwards.", lambda: all(a > b for a, b in zip(wrong, wrong[1:])),
               "A correction helps one example and may spoil others; the number of mistakes goes up and down."),
        Option("The margin of this example rises.", lambda: bool(min(turns) > 0),
               "It rises by ‖φ‖², however far below 0 it was. Nothing is promised about the others."),
        Option("The weights grow longer.", lambda: bool(longer),
               "They may shrink: on a wrong example w and y φ point apart, and the sum can be the shorter one."),
    ])


def patience() -> Choice:
    """Misconception: on XOR the rule is slow, so that time, other steps or another order would help."""
    y, Phi = 2 * data.gate("XOR").y - 1, perceptron.with_bias(_X)
    ends = lambda Phi, y, epochs=200: perceptron.rosenblatt(Phi, y, epochs).converged
    product = np.column_stack([Phi, _X[:, 0] * _X[:, 1]])
    return Choice("The rule is still correcting on XOR. What would let it end?", [
        Option("More epochs.", lambda: ends(Phi, y),
               "It is stuck, not slow: after each epoch the weights are back at 0, and all begins anew."),
        Option("A smaller learning rate.", lambda: ends(Phi / 8, y),
               "A rate only scales the weights, and the sign of wᵀφ does not feel that. The circle becomes a smaller circle."),
        Option("The product x₁x₂ as one more input.", lambda: ends(product, y),
               "With it a cut exists, and where a cut exists the rule ends. The data were in the way, not the rule."),
        Option("Another order of the four points.", lambda: ends(Phi[[3, 1, 0, 2]], y[[3, 1, 0, 2]]),
               "The order changes the circle, not the fact: no weights are right on all four, so none can be reached."),
    ])


def functions_of_two() -> Numeric:
    """Misconception: XOR is the one exception among the functions of two inputs."""
    verdicts, table = separability.census(2), data.boolean_functions(2)
    can = sum(verdict.separable for verdict in verdicts)
    pairs = [(i, j) for i in range(4) for j in range(4) if (_X[i] <= _X[j]).all()]
    return Numeric(f"Of the {len(table)} Boolean functions of two inputs, how many can one threshold unit compute?",
                   lambda: can, 0,
                   "All but XOR and XNOR. Turn every sign of a unit round and you have the opposite function, so they fall in pairs.",
                   [Known(lambda: len(table) - 1,
                          "Which one is missing besides XOR? A unit for the opposite of XOR, with its signs turned, would be XOR."),
                    Known(lambda: sum(all(f[i] <= f[j] for i, j in pairs) for f in table),
                          "Those are the functions that never fall as inputs come on. Negative weights give NOT, NAND and more."),
                    Known(lambda: len(table), "Then XOR would be among them, and its four inequalities contradict each other.")],
                   "Draw the four corners and ask for each labelling whether a straight line cuts it. Only diagonals resist.")


def half_a_cost() -> Choice:
    """Misconception: a cost that falls to zero means that the unit has learned the task."""
    AND = data.gate("AND").y
    unit = perceptron.train_logistic(_X, AND[:, None], np.zeros((2, 1)), [0.0], 1.0, 1000, one_sided=True)
    yhat = perceptron.layer(_X, unit.W, unit.b).yhat[:, 0]
    return Choice("Train a unit on AND with the cost −y log ŷ alone, for long. What does it answer to the four inputs?", [
        Option("AND: the cost has fallen nearly to 0.", lambda: np.array_equal(yhat, AND),
               "The cost is near 0, but where y = 0 it is 0 for every answer. Three of the four inputs never had a say."),
        Option("0 to all four, as most of the targets are 0.", lambda: not yhat.any(),
               "The targets 0 are those that this cost does not look at. Only the single 1 pulls, and it pulls up."),
        Option("1 to all four.", lambda: bool(yhat.all()),
               "Nothing asks for a 0, so every step raises every weight. It is Hebb's rule again, with Hebb's result."),
        Option("Near one half everywhere, as it cannot decide.", lambda: bool(np.abs(unit.J[-1, 0] - unit.J[0, 0]) < 1e-3),
               "That is where it starts. Each step lowers the cost by raising the outputs, and nothing holds them back."),
    ])

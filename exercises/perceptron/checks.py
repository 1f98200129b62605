"""What the exercise on threshold units asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
import numpy as np

from ffedu import data, perceptron, separability, sigmoid
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1. A mistake spoils one value; what is made from it is wrong because of it, and need not be computed.

def exactly(X, k):
    z, h = perceptron.layer(X, np.ones((X.shape[1], 2)), [0.5 - k, -0.5 - k])
    s, yhat = perceptron.threshold_unit(h, [1, -1], -0.5)
    return dict(z=z, h=h, s=s, yhat=yhat)


def bias_with_the_wrong_sign(X, k):
    """the biases have the wrong sign in z: the more inputs it takes, the more a bias has to hold the sum down."""
    return {**exactly(X, k), "z": X.sum(axis=1)[:, None] + [k - 0.5, k + 0.5]}


def more_than_k(X, k):
    """the first unit comes on at k + 1 inputs: that is more than k. Asked is at least k, and k + 1 for the second."""
    v = exactly(X, k)
    return {**v, "z": v["z"] - 1}


def bias_at_the_edge(X, k):
    """z is 0 where a unit just comes on. The bias belongs halfway: -1/2 where it just stays off, +1/2 where it
    comes on."""
    v = exactly(X, k)
    return {**v, "z": v["z"] - 0.5}


def columns_exchanged(X, k):
    """the columns of z have changed places: at least k stands in the first, at least k + 1 in the second."""
    v = exactly(X, k)
    return {**v, "z": v["z"][:, ::-1]}


def same_bias_twice(X, k):
    """both columns of z are those of the unit for at least k. The second unit asks for one input more."""
    v = exactly(X, k)
    return {**v, "z": v["z"][:, [0, 0]]}


def minus_one_where_off(X, k):
    """h is -1 where a unit is off. In this question the two answers of a unit are 1 and 0."""
    v = exactly(X, k)
    return {**v, "h": 2 * v["h"] - 1}


def sums_passed_on(X, k):
    """h is z itself: the step is missing. A hidden unit says 1 or 0, and without that all three are one linear sum."""
    v = exactly(X, k)
    return {**v, "h": v["z"]}


def sigmoid_in_place_of_the_step(X, k):
    """h went through a sigmoid. It is near 1 or 0 far out, but a threshold unit says exactly 1 or 0."""
    v = exactly(X, k)
    return {**v, "h": sigmoid(v["z"])}


def both_added(X, k):
    """s adds the two hidden units, and its unit is on where either is. The second one is to hold it down: weight -1."""
    v = exactly(X, k)
    return {**v, "s": v["h"].sum(axis=1) - 0.5}


def output_bias_forgotten(X, k):
    """s has no bias. It is 0 where both hidden units agree, and a step of 0 says 1: the bias has to bring it below
    0."""
    v = exactly(X, k)
    return {**v, "s": v["s"] + 0.5}


def output_fed_with_the_sums(X, k):
    """s was formed with z. The output unit sees what the hidden units say, h."""
    v = exactly(X, k)
    return {**v, "s": v["z"] @ [1, -1] - 0.5}


def answer_turned_round(X, k):
    """yhat is turned round: a unit says 1 where its sum is 0 or above."""
    v = exactly(X, k)
    return {**v, "yhat": 1 - v["yhat"]}


def sum_in_place_of_the_answer(X, k):
    """yhat is s itself. The output is a threshold unit too, so its sum goes through a step: 1 or 0."""
    v = exactly(X, k)
    return {**v, "yhat": v["s"]}


UNITS = {
    "two inputs, exactly one: XOR": dict(X=data.corners(2).tolist(), k=1),
    "three inputs, exactly two": dict(X=data.corners(3).tolist(), k=2),
    "none of the inputs, k = 0": dict(X=[[0, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 1]], k=0),
    "a single row, all of its inputs": dict(X=[[1, 1, 1]], k=3),
}


# Question 2. All mistakes walk through the examples; they differ in one thing each.

def walk(w, Phi, y, mistaken=lambda margin: margin <= 0, corrected=perceptron.update, margin_of=None, again=1):
    """One round: the margin of each example, whether it counts as a mistake, what is done then, how often at most."""
    margin_of = margin_of or (lambda w, phi, target: target * (w @ phi))
    margins, corrections = [], 0
    for phi, target in zip(Phi, y):
        margins.append(margin_of(w, phi, target))
        for _ in range(again):
            if mistaken(margin_of(w, phi, target)):
                w, corrections = corrected(w, phi, target), corrections + 1
    return dict(margins=margins, corrections=corrections, w=w)


def epoch(w, Phi, y):
    return walk(w, Phi, y)


def weights_of_the_start(w, Phi, y):
    """all margins are those of the weights at the start. Each correction changes w at once: the next example meets the
    new one."""
    margins = y * (Phi @ w)
    wrong = margins <= 0
    return dict(margins=margins, corrections=wrong.sum(), w=w + y[wrong] @ Phi[wrong])


def target_left_out_of_the_margin(w, Phi, y):
    """the margins lack the target: w^T phi says what the unit thinks, times y whether that is right."""
    return walk(w, Phi, y, margin_of=lambda w, phi, target: w @ phi)


def margin_after_the_correction(w, Phi, y):
    """the margins are those after the correction. Asked is the margin before it: that is what decides."""
    before, margins = walk(w, Phi, y), []
    for phi, target in zip(Phi, y):
        w = walk(w, [phi], [target])["w"]
        margins.append(target * (w @ phi))
    return {**before, "margins": margins}


def zero_taken_as_right(w, Phi, y):
    """a margin of 0 was let pass. Here it counts as a mistake, or a start at w = 0 would never learn anything."""
    return walk(w, Phi, y, mistaken=lambda margin: margin < 0)


def right_ones_corrected(w, Phi, y):
    """the examples that were right were corrected. A positive margin is a right answer: leave it alone."""
    return walk(w, Phi, y, mistaken=lambda margin: margin > 0)


def every_example_added(w, Phi, y):
    """w moves at every example, right or wrong: that is Hebb's idea. Rosenblatt's rule moves after a mistake only."""
    return walk(w, Phi, y, mistaken=lambda margin: True)


def target_left_out_of_the_correction(w, Phi, y):
    """phi was added for both targets. Where the answer should be -1, w has to move away from phi: subtract it."""
    return walk(w, Phi, y, corrected=lambda w, phi, target: w + phi)


def away_from_the_example(w, Phi, y):
    """the correction has the wrong sign: it makes the margin still smaller. For y = +1 move towards phi."""
    return walk(w, Phi, y, corrected=lambda w, phi, target: w - target * phi)


def moved_twice_as_far(w, Phi, y):
    """the correction is twice too large. Target less answer is 2 or -2 here; the rule adds y times phi once."""
    return walk(w, Phi, y, corrected=lambda w, phi, target: w + 2 * target * phi)


def bias_left_alone(w, Phi, y):
    """w_0 was not corrected. It is the weight of the constant 1 and learns like the others."""
    return walk(w, Phi, y, corrected=lambda w, phi, target: np.append(w[:1], (w + target * phi)[1:]))


def corrected_until_right(w, Phi, y):
    """an example was corrected until it was right. In one round each example is looked at once."""
    return walk(w, Phi, y, again=50)


def right_ones_counted(w, Phi, y):
    """corrections counts the examples that were right. Asked is how many were corrected."""
    v = walk(w, Phi, y)
    return {**v, "corrections": len(y) - v["corrections"]}


def weights_before_the_round(w, Phi, y):
    """w is what it was before the round. Asked is what the corrections have made of it."""
    return {**walk(w, Phi, y), "w": w}


OR = 2 * data.gate("OR").y - 1
ROUNDS = {
    "one example, wrong": dict(w=[1, 2, -1], Phi=[[1, 3, 2]], y=[-1]),
    "one example, right by little": dict(w=[0.5, 1, 1], Phi=[[1, 1, -1]], y=[1]),
    "three examples; a correction changes what comes after":
        dict(w=[0, 1, -1], Phi=[[1, 2, 1], [1, -1, 2], [1, 1, -1]], y=[-1, 1, 1]),
    "OR from w = 0": dict(w=[0, 0, 0], Phi=perceptron.with_bias(data.corners(2)).tolist(), y=OR.tolist()),
    "an example far from right": dict(w=[-4, -3], Phi=[[1, 1], [1, 0.5]], y=[1, -1]),
}


# Question 3.

BITS = data.corners(3)
FEATURES, TARGETS = perceptron.with_bias(BITS), np.where(BITS[:, 0] + BITS[:, 1] * BITS[:, 2] > 0, 1, -1)


def run():
    return perceptron.rosenblatt(FEATURES, TARGETS)


def corrections_in_all():
    return len(run().updates)


def rounds_counted():
    """that is the number of rounds, the last one included. A round may have several corrections."""
    return run().epochs


def rounds_with_a_correction():
    """that is the number of rounds with a correction. Add up the corrections in them."""
    return run().epochs - 1


def first_round_only():
    """those are the corrections of the first round. Go on with the weights that it leaves."""
    return sum(update.epoch == 1 for update in run().updates)


def examples_looked_at():
    """that is how many examples were looked at. Most of them were right and changed nothing."""
    return run().epochs * len(TARGETS)


def nothing_corrected():
    """at w = 0 every margin is 0, and 0 counts as a mistake: there is something to correct."""
    return walk(np.zeros(4), FEATURES, TARGETS, mistaken=lambda margin: margin < 0)["corrections"]


def last_round_with_a_correction():
    """those are the corrections of a late round. Add up those of all rounds."""
    return sum(update.epoch == run().epochs - 1 for update in run().updates)


# Question 4.

def one_unit(wanted):
    """Whether one threshold unit can answer: decided in whole numbers, by Rosenblatt's rule itself."""
    return separability.decide(BITS, [int(wanted(*bits)) for bits in BITS]).separable


QUESTIONS = [
    Question(
        name="perceptron.q1", reference=exactly, cases=UNITS,
        mistakes=[bias_with_the_wrong_sign, more_than_k, bias_at_the_edge, columns_exchanged, same_bias_twice,
                  minus_one_where_off, sums_passed_on, sigmoid_in_place_of_the_step, both_added, output_bias_forgotten,
                  output_fed_with_the_sums, answer_turned_round, sum_in_place_of_the_answer],
        hints=["With all weights 1, the weighted sum is the number of inputs that are on. At which number has hidden "
               "unit 1 to come on, and which is the last at which it stays off? The bias brings the middle of the two "
               "to 0.",
               "Two columns of ones are the weights of the hidden units, so that X @ W has shape (m, 2) and both "
               "biases can be added in one row. Numpy does not subtract True from False: make numbers of them. For "
               "the output, list h for k - 1, k and k + 1 inputs that are on, and what h[:, 0] - h[:, 1] is for "
               "each."]),
    Question(
        name="perceptron.q2", reference=epoch, cases=ROUNDS,
        mistakes=[weights_of_the_start, target_left_out_of_the_margin, margin_after_the_correction, zero_taken_as_right,
                  right_ones_corrected, every_example_added, target_left_out_of_the_correction, away_from_the_example,
                  moved_twice_as_far, bias_left_alone, corrected_until_right, right_ones_counted,
                  weights_before_the_round],
        hints=["A loop over the rows of Phi and their targets. In it: the margin, with the weights of that moment. "
               "Keep it in a list; correct if need be.",
               "Give the corrected weights a new array: w += ... would write into the array of the caller. "
               "The next turn of the loop has to use the corrected weights."]),
    Number(
        name="perceptron.q3", reference=corrections_in_all, step=0.5,
        mistakes=[rounds_counted, rounds_with_a_correction, first_round_only, examples_looked_at, nothing_corrected,
                  last_round_with_a_correction],
        hints=["A loop that calls epoch with the weights that the call before has returned, and stops after a round in "
               "which nothing was corrected.",
               "The last round adds nothing. Novikoff's bound of the chapter says that the loop ends: there are "
               "weights that get all eight right, such as (-1.5, 2, 1, 1)."]),
    Choice(
        name="perceptron.q4",
        options=[
            Option("is an odd number of the three bits on?",
                   lambda: one_unit(lambda a, b, c: (a + b + c) % 2),
                   "hold x_3 at 0: what is left is XOR of x_1 and x_2, and one unit cannot do that."),
            Option("are at least two of the three bits on?",
                   lambda: one_unit(lambda a, b, c: a + b + c >= 2),
                   "this is a hidden unit of question 1: weights 1, and a bias halfway between two counts."),
            Option("are exactly two of the three bits on?",
                   lambda: one_unit(lambda a, b, c: a + b + c == 2),
                   "question 1 needed two hidden units for such a question. Hold x_3 at 1 and see what is left."),
            Option("is $x_1$ on and $x_2$ off, whatever $x_3$ is?",
                   lambda: one_unit(lambda a, b, c: a == 1 and b == 0),
                   "a weight may be negative, and a weight of 0 leaves an input out. Which corner of the square of x_1 "
                   "and x_2 is cut off?"),
        ],
        hints=["Draw the square of x_1 and x_2 once for x_3 = 0 and once for x_3 = 1, and mark the inputs with the "
               "answer yes. One cut has to do for both squares.",
               "Set y for each question and let your loop of question 3 run, with a limit of 100 rounds. Does it "
               "end?"]),
]

"""What the exercise on hidden units asks, and the mistakes it knows by name.

A mistake spoils one value of a trace and is recognised by it; those behind it stay as they were. Its docstring is what
the student reads.
"""
from statistics import NormalDist

import numpy as np

from ffedu import hidden_units, vector_units
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1.

def layer(X, W, c, alpha, G):
    a = hidden_units.linear(X @ W + c)
    da = G * hidden_units.dprelu(a, alpha)
    on = hidden_units.drelu(a).mean(axis=0)
    return dict(a=a, h=hidden_units.prelu(a, alpha), on=on, da=da, dW=X.T @ da, dc=da.sum(axis=0),
                dalpha=(G * hidden_units.dprelu_dalpha(a, alpha)).sum(axis=0))


def bias_forgotten(X, W, c, alpha, G):
    """c is missing in a: each unit adds its bias to its sum before anything bends."""
    return {**layer(X, W, c, alpha, G), "a": X @ W}


def other_side_forgotten(X, W, c, alpha, G):
    """that is relu, max{0, a}. Below zero this unit does not stop at 0: it goes on with the slope alpha."""
    v = layer(X, W, c, alpha, G)
    return {**v, "h": hidden_units.relu(v["a"])}


def slope_on_both_sides(X, W, c, alpha, G):
    """alpha multiplies all of a. It is the slope below zero only; above zero h is a itself."""
    v = layer(X, W, c, alpha, G)
    return {**v, "h": alpha * v["a"]}


def larger_of_the_two(X, W, c, alpha, G):
    """that is max{a, alpha a}, a short cut that holds for alpha up to 1 only. With alpha = 2 it takes the wrong
    side."""
    v = layer(X, W, c, alpha, G)
    return {**v, "h": np.maximum(v["a"], alpha * v["a"])}


def slope_with_the_wrong_sign(X, W, c, alpha, G):
    """the part below zero has the wrong sign: min{0, a} is negative already, and alpha times it is added as it is."""
    v = layer(X, W, c, alpha, G)
    return {**v, "h": hidden_units.prelu(v["a"], -alpha)}


def share_of_each_row(X, W, c, alpha, G):
    """on is the share of the units that a row switches on. It is asked the other way round: for each unit, the share
    of the rows."""
    v = layer(X, W, c, alpha, G)
    return {**v, "on": hidden_units.drelu(v["a"]).mean(axis=1)}


def counted(X, W, c, alpha, G):
    """on is a number of rows. A share is that number divided by m, so that it lies between 0 and 1."""
    v = layer(X, W, c, alpha, G)
    return {**v, "on": len(X) * v["on"]}


def judged_by_what_comes_out(X, W, c, alpha, G):
    """on was judged by h. With a negative alpha h is positive below zero too; whether a unit is on, a decides."""
    v = layer(X, W, c, alpha, G)
    return {**v, "on": (v["h"] > 0).mean(axis=0)}


def on_at_zero(X, W, c, alpha, G):
    """a sum of exactly 0 was counted as on. On means above 0."""
    v = layer(X, W, c, alpha, G)
    return {**v, "on": (v["a"] >= 0).mean(axis=0)}


def slope_of_relu(X, W, c, alpha, G):
    """da is 0 wherever a is below zero: that is the slope of relu. Here the slope on that side is alpha."""
    v = layer(X, W, c, alpha, G)
    return {**v, "da": G * hidden_units.drelu(v["a"])}


def slope_from_the_right(X, W, c, alpha, G):
    """where a is exactly 0 the slope from the right was taken, 1. The question asks for the one from the left,
    alpha."""
    v = layer(X, W, c, alpha, G)
    return {**v, "da": G * np.where(v["a"] >= 0, 1, alpha)}


def difference_quotient(X, W, c, alpha, G):
    """where a is exactly 0, the mean of both slopes was taken, as a difference quotient gives it. The question asks for
    the one from the left, alpha."""
    v = layer(X, W, c, alpha, G)
    return {**v, "da": G * np.where(v["a"] == 0, (1 + alpha) / 2, hidden_units.dprelu(v["a"], alpha))}


def slope_read_off_the_output(X, W, c, alpha, G):
    """the slope was chosen by the sign of h. With a negative alpha h is positive on both sides: the sign of a
    decides."""
    v = layer(X, W, c, alpha, G)
    return {**v, "da": G * np.where(v["h"] > 0, 1, alpha)}


def value_for_the_slope(X, W, c, alpha, G):
    """G was multiplied by h, the value of the unit. Back goes G times the slope, which is 1 or alpha."""
    v = layer(X, W, c, alpha, G)
    return {**v, "da": G * v["h"]}


def unit_passed_over(X, W, c, alpha, G):
    """da is G: the bend was passed over. Its slope lies between h and a, and multiplies G."""
    return {**layer(X, W, c, alpha, G), "da": G}


def transposed_gradient(X, W, c, alpha, G):
    """dW is transposed. It has the shape of W: dW[i, j] adds up x_i times da_j over the rows."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dW": v["dW"].T}


def mean_over_the_rows(X, W, c, alpha, G):
    """dW was divided by the number of rows. Nothing is divided here: G holds a mean already, if there was one."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dW": v["dW"] / len(X)}


def each_row_a_bias(X, W, c, alpha, G):
    """dc still has a row for each example. One c serves all rows, so its derivative adds them up."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dc": v["da"]}


def slope_of_the_unit_in_dalpha(X, W, c, alpha, G):
    """dalpha was formed with da. alpha stands in h itself, after a: start from G, the derivative in h."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dalpha": (v["da"] * hidden_units.dprelu_dalpha(v["a"], alpha)).sum(axis=0)}


def size_of_the_part_below(X, W, c, alpha, G):
    """dalpha has the wrong sign: what alpha multiplies is min{0, a}, which is negative, not its size."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dalpha": -v["dalpha"]}


def rows_below_counted(X, W, c, alpha, G):
    """dalpha adds up G where a is below zero. Each term has a factor more: what alpha multiplies there, a."""
    v = layer(X, W, c, alpha, G)
    return {**v, "dalpha": (G * (v["a"] < 0)).sum(axis=0)}


LAYERS = {
    "two rows, three leaky units": dict(X=[[1, 2], [-1, 1]], W=[[1, -2, 0.5], [0.5, 1, -3]], c=[0.25, 1, -2],
                                        alpha=[0.25, 0.5, 0.125], G=[[1, 2, 3], [-1, 0.5, 2]]),
    "slopes 0, -1 and 2; the first unit is off for every row":
        dict(X=[[1, 2], [-1, 1], [2, -3], [1, -1]], W=[[1, -2, 0.5], [0.5, 1, -1]], c=[-4, 1.5, 1], alpha=[0, -1, 2],
             G=[[1, 2, 3], [-1, 0.5, 2], [2, -1.5, 1], [0.5, 1, -2]]),
    "sums that are exactly 0":
        dict(X=[[1, 1], [2, -1], [-1, 3]], W=[[1, 2], [-1, 1]], c=[0, -3], alpha=[0.5, -2],
             G=[[1, -2], [3, 1], [2, 0.5]]),
}


# Question 2. The pieces of all units stand in a row for vector_units.

def maxout(X, W, c, G):
    n, k, d = W.shape
    a = X @ W.reshape(n * k, d).T + c.ravel()
    da = vector_units.dmaxout(a, k) * np.repeat(G, k, axis=1)
    return dict(a=a.reshape(-1, n, k), h=vector_units.maxout(a, k), da=da.reshape(-1, n, k),
                dW=(da.T @ X).reshape(n, k, d), dc=da.sum(axis=0).reshape(n, k), dX=da @ W.reshape(n * k, d))


def biases_forgotten(X, W, c, G):
    """c is missing in a: each piece has a bias of its own, and it counts when the largest is sought."""
    return {**maxout(X, W, c, G), "a": maxout(X, W, 0 * c, G)["a"]}


def largest_over_the_units(X, W, c, G):
    """the largest was taken over the units. Each unit takes the largest of its own pieces, the last axis."""
    v = maxout(X, W, c, G)
    return {**v, "h": v["a"].max(axis=1)}


def rectified_as_well(X, W, c, G):
    """the largest was rectified as well. A maxout unit may be negative: no 0 is among its pieces unless you put it
    there."""
    v = maxout(X, W, c, G)
    return {**v, "h": hidden_units.relu(v["h"])}


def largest_in_size(X, W, c, G):
    """that is the largest |a|. The largest sum is asked, with its sign: of -3 and 1 it is 1."""
    v = maxout(X, W, c, G)
    return {**v, "h": np.abs(v["a"]).max(axis=2)}


def pieces_added_up(X, W, c, G):
    """the pieces were added up. That is one straight line again; the bend comes from taking the largest."""
    v = maxout(X, W, c, G)
    return {**v, "h": v["a"].sum(axis=2)}


def every_piece_blamed(X, W, c, G):
    """every piece got G. The pieces that were not passed on did not touch h: theirs is 0."""
    v = maxout(X, W, c, G)
    return {**v, "da": np.ones_like(v["a"]) * G[:, :, None]}


def all_winners_paid(X, W, c, G):
    """where pieces are equally large, each got all of G, so more went back than came. The first of them gets it."""
    v = maxout(X, W, c, G)
    return {**v, "da": (v["a"] == v["h"][:, :, None]) * G[:, :, None]}


def shared_between_winners(X, W, c, G):
    """where pieces are equally large, G was shared between them; so would a difference quotient. The first gets it
    all."""
    v = maxout(X, W, c, G)
    best = v["a"] == v["h"][:, :, None]
    return {**v, "da": best / best.sum(axis=2, keepdims=True) * G[:, :, None]}


def last_of_the_largest(X, W, c, G):
    """where pieces are equally large, the last of them got G. The first of them is asked."""
    v = maxout(X, W, c, G)
    last = maxout(X, W[:, ::-1], c[:, ::-1], G)["da"][:, :, ::-1]
    return {**v, "da": last}


def silent_below_zero(X, W, c, G):
    """a piece below zero got nothing, as in relu. The largest piece passes its derivative on whatever its sign."""
    v = maxout(X, W, c, G)
    return {**v, "da": v["da"] * hidden_units.drelu(v["a"])}


def multiplied_by_the_value(X, W, c, G):
    """G was multiplied by h. The largest piece goes out as it is, so the slope is 1 and G goes back as it came."""
    v = maxout(X, W, c, G)
    return {**v, "da": v["da"] * v["h"][:, :, None]}


def only_the_incoming_gradient(X, W, c, G):
    """dW has the inputs missing: a weight's derivative is da times the input that the weight multiplies."""
    v = maxout(X, W, c, G)
    return {**v, "dW": v["dc"][:, :, None] * np.ones_like(W)}


def divided_by_the_rows(X, W, c, G):
    """dW was divided by the number of rows. Add them up: nothing is divided here."""
    v = maxout(X, W, c, G)
    return {**v, "dW": v["dW"] / len(X)}


def one_bias_a_unit(X, W, c, G):
    """dc was added up over the pieces too. Each piece has its own bias: in each row only the one of the largest piece
    gets G."""
    v = maxout(X, W, c, G)
    return {**v, "dc": v["dc"].sum(axis=1)}


def all_pieces_on_the_way_down(X, W, c, G):
    """dX went through the weights of every piece. Only the piece that was passed on leads back to the inputs."""
    return {**maxout(X, W, c, G), "dX": G @ W.sum(axis=1)}


def inputs_of_one_unit(X, W, c, G):
    """dX comes from the first unit only. Every unit looks at x, so what comes back from all of them is added."""
    v = maxout(X, W, c, G)
    return {**v, "dX": v["da"][:, 0] @ W[0]}


LARGEST = {
    "one unit, two pieces": dict(X=[[1, 2], [-1, 1], [2, 0]], W=[[[1, -1], [0.5, 2]]], c=[[0.5, -1]],
                                 G=[[1], [-2], [3]]),
    "two units, three pieces, all sums of a row below 0":
        dict(X=[[2, -1, 0.5], [1, 1, 1]], W=[[[1, 0, 2], [-1, 1, 0], [2, 2, -3]], [[0, -2, 1], [1, 1, -1], [-3, 0, 1]]],
             c=[[-5, -4, -2.75], [0.5, -2, 1.75]], G=[[2, -1], [0.5, 3]]),
    "pieces that are equally large":
        dict(X=[[1, 1], [2, -1]], W=[[[1, 2], [2, 1], [0, 1]], [[-1, 1], [1, -1], [3, 0]]], c=[[0, 0, 1], [1, 3, 0]],
             G=[[1, 4], [-2, 5]]),
}


# Question 3: the bias that switches a share of the units on.

SPREAD, SHARE = 1.25, 0.75


def bias():
    return SPREAD * NormalDist().inv_cdf(SHARE)


def spread_forgotten():
    """that is right for a spread of 1. What counts is the bias in units of the spread."""
    return NormalDist().inv_cdf(SHARE)


def divided_by_the_spread():
    """the spread was divided by. Sums that are spread more widely need a larger bias, not a smaller one."""
    return NormalDist().inv_cdf(SHARE) / SPREAD


def variance_for_the_spread():
    """that is the answer for a variance of the sums where the spread was meant: the spread is not squared."""
    return SPREAD**2 * NormalDist().inv_cdf(SHARE)


def off_for_on():
    """with this bias three of four are off. A positive bias pushes sums above zero."""
    return SPREAD * NormalDist().inv_cdf(1 - SHARE)


def both_sides():
    """so much keeps 75 % of the sums between -c and c. On are also those farther out above zero: one side counts."""
    return SPREAD * NormalDist().inv_cdf((1 + SHARE) / 2)


def share_of_the_spread():
    """that is the share times the spread. How the share grows with c, the normal distribution function says."""
    return SPREAD * SHARE


# Question 4: a largest of straight lines bends up and never down.

z = np.linspace(-3, 3, 601)


def one_unit(*pieces):
    return vector_units.maxout(np.column_stack(pieces), k=len(pieces))[:, 0]


def only_bends_up(values):
    return bool(np.diff(values, 2).min() > -1e-9)


RELU, LATER = hidden_units.relu(z), hidden_units.relu(z - 1)
SIDES = [z, -z, z - 1, 1 - z]

QUESTIONS = [
    Question(
        name="hidden_units.q1", reference=layer, cases=LAYERS,
        mistakes=[bias_forgotten, other_side_forgotten, slope_on_both_sides, larger_of_the_two,
                  slope_with_the_wrong_sign, share_of_each_row, counted, judged_by_what_comes_out, on_at_zero,
                  slope_of_relu, slope_from_the_right, difference_quotient, slope_read_off_the_output,
                  value_for_the_slope, unit_passed_over,
                  transposed_gradient, mean_over_the_rows, each_row_a_bias, slope_of_the_unit_in_dalpha,
                  size_of_the_part_below, rows_below_counted],
        hints=["Go forward in two lines and keep a. On the way back each entry of a has one slope: 1 above zero, "
               "alpha elsewhere. np.where(condition, yes, no) chooses entry by entry.",
               "W, c and alpha serve every row, so each of their derivatives adds up over the rows. To find dalpha, "
               "look at the formula: which factor stands beside alpha, and where is it 0?"]),
    Question(
        name="hidden_units.q2", reference=maxout, cases=LARGEST,
        mistakes=[biases_forgotten, largest_over_the_units, rectified_as_well, largest_in_size, pieces_added_up,
                  every_piece_blamed, all_winners_paid, shared_between_winners, last_of_the_largest, silent_below_zero,
                  multiplied_by_the_value, only_the_incoming_gradient, divided_by_the_rows, one_bias_a_unit,
                  all_pieces_on_the_way_down, inputs_of_one_unit],
        hints=["Three loops do it: over rows, units and pieces, with W[i, j] @ X[row] inside. The largest piece of "
               "each unit then gets the G of its row and unit, all others 0.",
               "Once da is there, all the rest are weighted sums: row by row, dW[i, j] grows by da times the row of X, "
               "dc[i, j] by da, and the row of dX by da times W[i, j]. np.argmax gives the first place of the "
               "largest."]),
    Number(
        name="hidden_units.q3", reference=bias, step=1e-2,
        mistakes=[spread_forgotten, divided_by_the_spread, variance_for_the_spread, off_for_on, both_sides,
                  share_of_the_spread],
        hints=["Draw 100,000 sums with rng.normal(0, 1.25, 100_000), add a c and count. Which way does c have to go?",
               "The share is the normal distribution function at c divided by the spread. NormalDist().inv_cdf, "
               "from the module statistics, turns that function round."]),
    Choice(
        name="hidden_units.q4",
        options=[
            Option(r"the sum of two relu units, $\max\{0, z\} + \max\{0, z - 1\}$",
                   lambda: bool(np.allclose(one_unit(0 * z, z, 2 * z - 1), RELU + LATER)),
                   "draw it: it has three straight stretches. Prolong each of them, and look which line lies on top."),
            Option(r"their difference, $\max\{0, z\} - \max\{0, z - 1\}$", lambda: only_bends_up(RELU - LATER),
                   "it rises between 0 and 1 and is flat afterwards. What kind of bend is that at 1?"),
            Option(r"the larger of two maxout units of two pieces each, $\max\{|z|,\ |z - 1|\}$",
                   lambda: bool(np.allclose(one_unit(*SIDES), np.maximum(one_unit(*SIDES[:2]), one_unit(*SIDES[2:])))),
                   "each of the two is the largest of two lines. What is the larger of two largest?"),
            Option(r"the relu unit upside down, $-\max\{0, z\}$", lambda: only_bends_up(-RELU),
                   "draw it: at 0 it bends down. Can the largest of several straight lines do that anywhere?"),
        ],
        hints=["Draw several straight lines across each other and go along their upper edge. Which way does it turn "
               "at a corner?",
               "A curve that only bends up is the upper edge of its own straight stretches, prolonged. Draw the "
               "four."]),
]

"""What the exercise on XOR asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
import numpy as np

from ffedu import xor
from ffedu.checks.sheet import Choice, Number, Option, Question
from ffedu.graph import Node, grad
from ffedu.operations import mean, relu, sqr


def network(X, W, c, w, b):
    return xor.network(X, W, c, w, b).f


def absolute_value(X, W, c, w, b):
    """that is |z|, not max{0, z}. They agree above 0; below 0, |-3| is 3, but max{0, -3} is 0."""
    return np.abs(X @ W + c) @ w + b


def no_rectifier(X, W, c, w, b):
    """the max{0, ...} is missing: without it the network is linear in x, and no linear function gives XOR."""
    return (X @ W + c) @ w + b


def least_of_the_two(X, W, c, w, b):
    """that is min{0, z}: it keeps what lies below 0. The rectifier keeps what lies above, max{0, z}."""
    return np.minimum(0, X @ W + c) @ w + b


def step_unit(X, W, c, w, b):
    """that is a step, 1 above 0 and 0 elsewhere. The rectifier keeps the number itself: max{0, 3} is 3, not 1."""
    return (X @ W + c > 0) @ w + b


def built_in_max(X, W, c, w, b):
    """`if` and Python's own max want a single yes or no, and X W + c is an array with one for each entry. np.maximum goes
    entry by entry."""
    return max(0, X @ W + c) @ w + b


def transposed_weights(X, W, c, w, b):
    """W is transposed. W[i, j] leads from input i to hidden unit j, so it is X W; X W.T swaps the two."""
    return np.maximum(0, X @ W.T + c) @ w + b


def bias_before_the_product(X, W, c, w, b):
    """c was added before the product: (X + c) W. It belongs to the hidden units, so it comes after: X W + c."""
    return np.maximum(0, (X + c) @ W) @ w + b


def hidden_bias_forgotten(X, W, c, w, b):
    """c is missing: each hidden unit adds its own bias before it rectifies, X W + c."""
    return np.maximum(0, X @ W) @ w + b


def hidden_bias_after_the_rectifier(X, W, c, w, b):
    """c was added after the rectifier: max{0, X W} + c. It belongs inside: max{0, X W + c}."""
    return (np.maximum(0, X @ W) + c) @ w + b


def output_bias_forgotten(X, W, c, w, b):
    """b is missing: it is added at the very end, to every row."""
    return np.maximum(0, X @ W + c) @ w


def output_rectified(X, W, c, w, b):
    """the output was rectified too. Only the hidden layer has a max{0, ...}; f itself may be negative."""
    return np.maximum(0, np.maximum(0, X @ W + c) @ w + b)


def rectified_once_at_the_end(X, W, c, w, b):
    """the max{0, ...} was taken of the output. It belongs to the hidden layer: rectify X W + c, then multiply by w."""
    return np.maximum(0, (X @ W + c) @ w + b)


def weighted_before_the_rectifier(X, W, c, w, b):
    """w came in before the max{0, ...}. Rectify X W + c first, then multiply by w: a negative weight must survive."""
    return np.maximum(0, (X @ W + c) * w).sum(axis=1) + b


def output_weights_forgotten(X, W, c, w, b):
    """w is missing: the hidden values were just added up. Each is multiplied by its weight in w first."""
    return np.maximum(0, X @ W + c).sum(axis=1) + b


def column(X, W, c, w, b):
    """the numbers are right, but they stand in a column (m, 1). With w flat, (2,), the product h w is flat too."""
    return np.maximum(0, X @ W + c) @ w[:, None] + b


def summed_over_the_batch(X, W, c, w, b):
    """the rows of X were added up into one number. Each row is an input of its own and keeps its own value of f."""
    return (np.maximum(0, X @ W + c) @ w + b).sum()


CASES = {
    "XOR's four inputs with the book's weights": dict(zip("XWcwb", (xor.X, *xor.reference()))),
    "W not symmetric, c not 0": dict(X=[[1, 2], [-1, 3], [2, 0]], W=[[1, -2], [3, 1]], c=[0.5, -1], w=[2, 1], b=0),
    "b not 0, some outputs below 0": dict(X=[[0, 1], [2, -1], [1, 1]], W=[[2, -1], [0, 1]], c=[1, 2], w=[1, -3], b=0.5),
    "a single row": dict(X=[[3, -2]], W=[[1, 2], [-1, 4]], c=[-1, 1], w=[2, -1], b=-4),
}


# Question 2. The reference is back-propagation on the graph of J; a mistake spoils one value, and those behind it.

VALUES = "a h f df dw db dh da dW dc".split()


def gradient(X, y, W, c, w, b):
    theta = [Node(value) for value in (W, c, w, b)]
    a = X @ theta[0] + theta[1]
    h = relu(a)
    f = h @ theta[2] + theta[3]
    df, dw, db, dh, da, dW, dc = grad(mean(sqr(f - y)), [f, theta[2], theta[3], h, a, theta[0], theta[1]])
    return dict(zip(VALUES, (a.value, h.value, f.value, df, dw, db, dh, da, dW, dc)))


def spoiled(given, **wrong):
    """The gradient with a wrong value in it: those that are computed from it are computed on."""
    X, y, W, c, w, b = given
    v = {**gradient(*given), **wrong}
    if "df" in wrong:
        v.update(dw=v["h"].T @ v["df"], db=v["df"].sum(), dh=np.outer(v["df"], w))
    if {"df", "dh"} & set(wrong):
        v["da"] = v["dh"] * (v["a"] > 0)
    if {"df", "dh", "da"} & set(wrong):
        v.update(dW=X.T @ v["da"], dc=v["da"].sum(axis=0))
    return v


def sum_where_the_mean_was_asked(*given):
    """df is that of the sum over the rows. J is their mean: divide by m."""
    v = gradient(*given)
    return spoiled(given, df=2 * (v["f"] - given[1]))


def two_forgotten(*given):
    """df is half of what it should be: the derivative of a square is 2 times what was squared."""
    v = gradient(*given)
    return spoiled(given, df=(v["f"] - given[1]) / len(given[1]))


def target_minus_output(*given):
    """df has the wrong sign. The derivative of (f - y)^2 in f is 2 (f - y): where f is too large, J grows with f."""
    v = gradient(*given)
    return spoiled(given, df=-v["df"])


def square_not_differentiated(*given):
    """df is the error squared over m: that is what each row adds to J, not the derivative of it."""
    v = gradient(*given)
    return spoiled(given, df=(v["f"] - given[1]) ** 2 / len(given[1]))


def inputs_where_the_hidden_values_were_asked(*given):
    """dw was formed with X, one layer too low. w multiplies h, so dw = h^T df."""
    return spoiled(given, dw=given[0].T @ gradient(*given)["df"])


def hidden_values_before_the_rectifier(*given):
    """dw was formed with a. w multiplies what comes out of the rectifier, so dw = h^T df."""
    v = gradient(*given)
    return spoiled(given, dw=v["a"].T @ v["df"])


def mean_of_df(*given):
    """db is the mean of df, and 1/m is in df already: b is added to every row, so the rows of df are summed."""
    return spoiled(given, db=gradient(*given)["df"].mean())


def output_weights_not_used(*given):
    """dh is df in each column. A hidden unit reaches f through its weight: row i, unit j is df_i w_j."""
    return spoiled(given, dh=np.outer(gradient(*given)["df"], np.ones(2)))


def rectifier_ignored(*given):
    """da is dh: the rectifier was passed over. Its slope is 1 where a > 0 and 0 elsewhere, and multiplies dh."""
    return spoiled(given, da=gradient(*given)["dh"])


def times_the_rectified_value(*given):
    """dh was multiplied by h. Going back it is multiplied by the slope of the rectifier, which is 1 or 0."""
    v = gradient(*given)
    return spoiled(given, da=v["dh"] * v["h"])


def gradient_rectified(*given):
    """the maximum was taken of dh. What decides is the sign of a on the way forward; dh may well be negative."""
    return spoiled(given, da=np.maximum(0, gradient(*given)["dh"]))


def slope_one_at_zero(*given):
    """where a is exactly 0, the slope of the rectifier was taken as 1. The question takes it as 0: a > 0, not a >= 0."""
    v = gradient(*given)
    return spoiled(given, da=v["dh"] * (v["a"] >= 0))


def difference_quotient(*given):
    """where a is exactly 0, half of dh was taken, as a difference quotient gives it. The question takes the slope as 0
    there."""
    v = gradient(*given)
    return spoiled(given, da=v["dh"] * np.where(v["a"] == 0, 0.5, v["a"] > 0))


def transposed_gradient(*given):
    """dW is transposed. W[i, j] leads from input i to unit j, so dW[i, j] sums x_i da_j over the rows: X^T da."""
    return spoiled(given, dW=gradient(*given)["dW"].T)


def one_layer_too_high(*given):
    """dW was formed with h. What W multiplies is X, so dW = X^T da."""
    v = gradient(*given)
    return spoiled(given, dW=v["h"].T @ v["da"])


def mean_of_da(*given):
    """dc is the mean over the rows, and 1/m is in da already: c is added to every row, so the rows are summed."""
    return spoiled(given, dc=gradient(*given)["da"].mean(axis=0))


def summed_over_the_units(*given):
    """dc was summed along the wrong axis: over the units of each row. Each unit has its own c: sum over the rows."""
    return spoiled(given, dc=gradient(*given)["da"].sum(axis=1))


BOOK = dict(zip("Wcwb", xor.reference()))
GRADIENT_CASES = {
    "two rows, all units on": dict(X=[[1, 2], [2, 0.5]], y=[1, -1], W=[[1, 0.5], [0.25, 2]], c=[0.5, 1], w=[2, -1], b=0.5),
    "three rows, some units off": dict(X=[[1, -2], [-1, 3], [2, 1]], y=[0, 1, 3], W=[[1, -2], [3, 1]], c=[0.5, -1],
                                       w=[2, -3], b=-1),
    "XOR with the book's weights and targets turned round: a is 0 in places":
        dict(X=xor.X, y=1 - xor.y, **BOOK),
}


# Question 3.

def least_loss():
    return xor.linear_fit().J


def summed_over_the_points():
    """that is the sum of the four squares. J is their mean."""
    return len(xor.y) * xor.linear_fit().J


def halved():
    """there is a 1/2 too much: some books put it before the square, the J of question 2 does not."""
    return xor.linear_fit().J / 2


def error_of_a_point():
    """that is how far off the line is at each point, and also half the sum of the squares. J is the mean of the
    squares, without a half."""
    return np.sqrt(xor.linear_fit().J)


def loss_of_the_network():
    """that is what the network with a hidden layer reaches. A line gets XOR nowhere near right."""
    return xor.loss(xor.network(xor.X, *xor.reference()).f)


def without_b():
    """that is the best without b: a line through the origin. You may choose b too."""
    w = np.linalg.lstsq(xor.X, xor.y, rcond=None)[0]
    return xor.loss(xor.X @ w)


# Question 4.

def hidden():
    return xor.network(xor.X, *xor.reference())


def distinct(rows):
    return len({tuple(row) for row in rows.tolist()})


def linear(rows):
    """Whether a linear function of these rows gives XOR's targets."""
    return xor.linear_fit(rows).J < 1e-12


QUESTIONS = [
    Question(
        name="xor.q1", reference=network, cases=CASES,
        mistakes=[absolute_value, no_rectifier, least_of_the_two, step_unit, built_in_max, transposed_weights,
                  bias_before_the_product, hidden_bias_forgotten, hidden_bias_after_the_rectifier,
                  output_bias_forgotten, output_rectified, rectified_once_at_the_end, weighted_before_the_rectifier,
                  output_weights_forgotten, column, summed_over_the_batch],
        hints=[
            "Go in three steps and give each its own line: the hidden layer before it is rectified, the hidden layer "
            "after, the output. Their shapes are (m, 2), (m, 2) and (m,).",
            "In numpy, @ is the matrix product, and adding c, shape (2,), to an array of shape (m, 2) adds it to every "
            "row. np.maximum(0, z) takes the larger of the two, entry by entry. (m, 2) @ (2,) has shape (m,).",
        ]),
    Question(
        name="xor.q2", reference=gradient, cases=GRADIENT_CASES,
        mistakes=[sum_where_the_mean_was_asked, two_forgotten, target_minus_output, square_not_differentiated,
                  inputs_where_the_hidden_values_were_asked, hidden_values_before_the_rectifier, mean_of_df,
                  output_weights_not_used, rectifier_ignored, times_the_rectified_value, gradient_rectified,
                  slope_one_at_zero, difference_quotient, transposed_gradient, one_layer_too_high, mean_of_da,
                  summed_over_the_units],
        hints=[
            "Go back the way you came: f is made from h, w and b, so df gives dh, dw and db; h is made from a; a is made "
            "from W and c. Each derivative has the shape of what it is the derivative in, and that often leaves one product.",
            "What is added to every row has the sum over the rows as its derivative. Through a product P = A B the "
            "derivative goes back as dA = dP B^T and dB = A^T dP. np.outer(u, v) has the entry u_i v_j.",
        ]),
    Number(
        name="xor.q3", reference=least_loss, step=1e-3,
        mistakes=[summed_over_the_points, halved, error_of_a_point, loss_of_the_network, without_b],
        hints=[
            "Look at the four points: what a linear function gives at the two corners of one diagonal adds up to what it "
            "gives at the two of the other.",
            "np.linalg.lstsq(A, t, rcond=None)[0] gives the best coefficients for the columns of A. A column of ones "
            "carries b.",
        ]),
    Choice(
        name="xor.q4",
        options=[
            Option("the inputs $(0, 1)$ and $(1, 0)$ land on the same point",
                   lambda: bool((hidden().h[1] == hidden().h[2]).all()),
                   "compute h for (0, 1) and for (1, 0): both units only see the sum of the two inputs."),
            Option("the four inputs land on four different points", lambda: distinct(hidden().h) == 4,
                   "count the different rows of h. The columns of W are such that two inputs cannot be told apart."),
            Option("a linear function of $h$ gives the four targets exactly", lambda: linear(hidden().h),
                   "the output layer is a linear function of h: what does it give, with the book's w and b?"),
            Option("a linear function of $XW + c$, without the rectifier, gives the four targets exactly",
                   lambda: linear(hidden().a),
                   "a linear function of X W + c is a linear function of x, and question 3 says how far those get."),
        ],
        hints=[
            "h has two numbers for each of the four inputs. Use network's first two steps, or your gradient: its h.",
            "Draw the points (h_1, h_2) on paper, and mark which have the target 1.",
        ]),
]

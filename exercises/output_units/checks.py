"""What the exercise on output units asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
import numpy as np

from ffedu import logits, output_units, sigmoid, stable
from ffedu.checks.sheet import Choice, Number, Option, Question
from ffedu.graph import Node, grad


# Question 1. A mistake spoils one value. Where it overflows, as a student's would, numpy need not say so here.

def log_softmax(z):
    return dict(top=z.max(axis=1), lse=stable.logsumexp(z), logp=stable.log_softmax(z), p=stable.softmax(z))


def largest_of_all(z):
    """top is one number, the largest of all. Each row is an example of its own: where a row lies far below, all its
    exponentials would be rounded to 0."""
    return {**log_softmax(z), "top": z.max()}


def largest_of_the_columns(z):
    """top holds the largest logit of each column. The logits that compete stand in a row."""
    return {**log_softmax(z), "top": z.max(axis=0)}


def row_where_a_column_is_needed(z):
    """numpy stopped: an array of shape (m,) is laid along the rows of z, and a row has k numbers. A column, (m, 1),
    brings each row a number of its own."""
    return {**log_softmax(z), "lse": z.max(axis=1) + np.log(np.exp(z - z.max(axis=1)).sum(axis=1))}


def overflow(z):
    """lse is the formula as it stands: from 710 on the exponential is infinite, and far below 0 it is rounded to 0. Use
    top."""
    return {**log_softmax(z), "lse": np.log(np.exp(z).sum(axis=1))}


def largest_not_added_back(z):
    """lse lacks the largest logit. What was taken out of the sum as a factor comes back as a summand of its
    logarithm."""
    v = log_softmax(z)
    return {**v, "lse": v["lse"] - v["top"]}


def logarithm_of_each(z):
    """lse adds up logarithms: one was taken of each exponential, and the logits came back. It is taken once, of the sum
    of the exponentials."""
    top = z.max(axis=1)
    return {**log_softmax(z), "lse": top + np.log(np.exp(z - top[:, None])).sum(axis=1)}


def sum_over_the_columns(z):
    """lse was summed over the examples. The logits that compete stand in a row: sum along it."""
    return {**log_softmax(z), "lse": stable.logsumexp(z, axis=0)}


def logarithm_of_what_was_rounded(z):
    """logp is the logarithm of p, and a small p has been rounded to 0 by then: minus infinity. Subtract lse from z."""
    v = log_softmax(z)
    return {**v, "logp": np.log(v["p"])}


def largest_taken_off(z):
    """logp is z less the largest logit. What has to be taken off is lse, or the probabilities do not sum to 1."""
    return {**log_softmax(z), "logp": z - z.max(axis=1, keepdims=True)}


def loss_in_place_of_the_logarithm(z):
    """logp has the wrong sign: that is the loss of each class. The logarithm of a probability is never above 0."""
    v = log_softmax(z)
    return {**v, "logp": -v["logp"]}


def quotient_of_infinities(z):
    """p was formed with the exponentials of z, and they overflow: infinity over infinity is not a number."""
    e = np.exp(z)
    return {**log_softmax(z), "p": e / e.sum(axis=1, keepdims=True)}


def each_logit_by_itself(z):
    """p is the sigmoid of each logit. A softmax lets the logits of a row compete: its probabilities sum to 1."""
    return {**log_softmax(z), "p": sigmoid(z)}


LOGITS = {
    "one row": dict(z=[[1, 2, 3]]),
    "three rows of two, of different height": dict(z=[[0, 0], [5, 3], [-4, -1]]),
    "large logits": dict(z=[[1000, 1001, 999], [-1000, -1002, -1001]]),
    "a row of all sizes": dict(z=[[0, -800, 2, 1.5]]),
}


# Question 2. The reference is back-propagation on the graph of J; a mistake spoils one value, and those behind it.

def output_layer(h, W, b, y):
    theta = [Node(value) for value in (h, W, b)]
    z = theta[0] @ theta[1] + theta[2]
    J = logits.cross_entropy(z, np.eye(len(b))[y])
    dz, dW, db, dh = grad(J, [z, theta[1], theta[2], theta[0]])
    return dict(z=z.value, p=stable.softmax(z.value), J=J.value, dz=dz, dW=dW, db=db, dh=dh)


def spoiled(given, **wrong):
    """The layer with a wrong value in it: those that are computed from it are computed on."""
    h, W, b, y = given
    v = {**output_layer(*given), **wrong}
    if "dz" in wrong:
        v.update(dW=h.T @ v["dz"], db=v["dz"].sum(axis=0), dh=v["dz"] @ W.T)
    return v


def bias_forgotten(*given):
    """z lacks the bias: b is added to every row."""
    return spoiled(given, z=given[0] @ given[1])


def competing_examples(*given):
    """p was normalised over the examples: its columns sum to 1. The logits that compete stand in a row."""
    return spoiled(given, p=stable.softmax(output_layer(*given)["z"], axis=0))


def overwritten_probabilities(*given):
    """p turned into dz: dz = p is a second name for the same array, and what is subtracted from dz goes from p too.
    Make
    a copy, or a new array."""
    v = output_layer(*given)
    return spoiled(given, p=v["dz"])


def one_subtracted_from_the_probabilities(*given):
    """p is less by 1 at the right classes: dz = p makes no copy, so that subtracting from dz changes p as well."""
    v = output_layer(*given)
    return spoiled(given, p=v["p"] - np.eye(len(given[2]))[given[3]])


def sum_where_the_mean_was_asked(*given):
    """J is the sum over the examples. It is their mean: divide by m."""
    return spoiled(given, J=len(given[3]) * output_layer(*given)["J"])


def mean_over_all_entries(*given):
    """J was divided by the number of all entries. Each example has one loss, whatever the number of classes: divide by
    m."""
    return spoiled(given, J=output_layer(*given)["J"] / len(given[2]))


def reward_in_place_of_the_loss(*given):
    """J has the wrong sign. The logarithm of a probability is never above 0, and a cost falls as that grows."""
    return spoiled(given, J=-output_layer(*given)["J"])


def every_class_charged(*given):
    """J adds up the logarithms of all classes. Only the probability of the right class of each row counts."""
    z = output_layer(*given)["z"]
    return spoiled(given, J=-stable.log_softmax(z).sum() / len(z))


def every_row_with_every_class(*given):
    """J used [:, y], which takes the columns y of every row. Asked is one entry of each row: row i, column y_i."""
    z = output_layer(*given)["z"]
    return spoiled(given, J=-stable.log_softmax(z)[:, given[3]].mean())


def logarithm_of_zero(*given):
    """J is infinite: a small p has been rounded to 0 before its logarithm was taken. Give the loss the logits: logp."""
    v = output_layer(*given)
    return spoiled(given, J=-np.mean(np.log(v["p"][np.arange(len(v["p"])), given[3]])))


def mean_forgotten_on_the_way_back(*given):
    """dz is that of the sum over the examples. J is their mean: 1/m stands before every entry."""
    return spoiled(given, dz=len(given[3]) * output_layer(*given)["dz"])


def target_less_output(*given):
    """dz has the wrong sign: it is what is so, less what the model says. Descent would walk uphill with it."""
    return spoiled(given, dz=-output_layer(*given)["dz"])


def nothing_subtracted(*given):
    """dz is p over m. That is the share by which the second term pushes all logits down; the first pulls the right one
    up, by 1."""
    v = output_layer(*given)
    return spoiled(given, dz=v["p"] / len(given[3]))


def columns_subtracted(*given):
    """1 was subtracted in the columns y of every row: that is what dz[:, y] does. Each row has one right class of its
    own."""
    v = output_layer(*given)
    dz = v["p"].copy()
    dz[:, given[3]] -= 1
    return spoiled(given, dz=dz / len(dz))


def right_class_alone(*given):
    """dz is 0 for the wrong classes. They are in the sum of the softmax too: each is pushed down by its probability."""
    v = output_layer(*given)
    return spoiled(given, dz=v["dz"] * np.eye(len(given[2]))[given[3]])


def slope_of_the_unit_once_more(*given):
    """dz was multiplied by p (1 - p). With the cross-entropy that slope cancels: it is why the two belong together."""
    v = output_layer(*given)
    return spoiled(given, dz=v["dz"] * v["p"] * (1 - v["p"]))


def transposed_gradient(*given):
    """dW is transposed. W[i, j] leads from feature i to logit j, so dW[i, j] sums h_i dz_j over the rows."""
    return spoiled(given, dW=output_layer(*given)["dW"].T)


def mean_of_dz(*given):
    """db is the mean of dz over the rows, and 1/m is in dz already: b is added to every row, so the rows are summed."""
    return spoiled(given, db=output_layer(*given)["dz"].mean(axis=0))


def summed_over_the_classes(*given):
    """db was summed along each row, and that gives 0. Each class has its own bias: sum over the rows."""
    return spoiled(given, db=output_layer(*given)["dz"].sum(axis=1))


def weights_not_used(*given):
    """dh adds up dz. A feature reaches each logit through a weight, and the blame comes back through the same
    weight."""
    h, W, b, y = given
    return spoiled(given, dh=output_layer(*given)["dz"] @ np.ones_like(W).T)


def weights_not_transposed(*given):
    """dh was formed with W as it stands: dz W. Going back, a row of dz has to meet the weights that leave a feature,
    and those stand in a row of W."""
    return spoiled(given, dh=output_layer(*given)["dz"] @ given[1])


LAYERS = {
    "one example, three classes": dict(h=[[1, -2]], W=[[1, 0.5, -1], [0.25, -1, 2]], b=[0.5, 0, -0.5], y=np.array([2])),
    "three examples, two classes":
        dict(h=[[1, 2], [-1, 0.5], [0, 1]], W=[[1, -2], [3, 1]], b=[0.5, -1], y=np.array([1, 0, 1])),
    "one class twice, another never":
        dict(h=[[1, 0, 2], [0, -1, 1], [2, 1, -1], [1, 1, 1]], W=[[1, -1, 0.5], [2, 0, -1], [-0.5, 1, 1.5]],
             b=[0.1, -0.2, 0.3], y=np.array([0, 0, 2, 0])),
    "logits far apart": dict(h=[[400, 2], [-300, 1]], W=[[2, -1], [1, 3]], b=[0, 1], y=np.array([1, 0])),
}


# Question 3.

def steps(slope, z=-6.0, enough=0.9, epsilon=1.0):
    """How many steps of descent it takes until sigma(z) is large enough, for a function slope(z)."""
    taken = 0
    while sigmoid(z) < enough:
        z, taken = z - epsilon * slope(z), taken + 1
    return taken


def squared(z):
    return output_units.dsigmoid_squared(z, 1)


def with_the_squared_error():
    return steps(squared)


def with_the_likelihood():
    """that many steps the likelihood takes. The squared error was asked."""
    return steps(lambda z: output_units.dsigmoid_nll([[z]], [[1]])[0, 0])


def two_forgotten():
    """the 2 of the square is missing in the slope, so every step was half as long."""
    return steps(lambda z: squared(z) / 2)


def slope_of_the_sigmoid_forgotten():
    """the slope of the sigmoid is missing: the derivative of the square, times that of what was squared."""
    return steps(lambda z: 2 * (sigmoid(z) - 1))


def half_the_way():
    """that many steps bring the probability to one half. Go on to 0.9."""
    return steps(squared, enough=0.5)


def one_step_too_few():
    """that is one too few: count the last step too, the one that reaches 0.9."""
    return steps(squared) - 1


def one_step_too_many():
    """that is one too many: look at the probability before each step, not after it."""
    return steps(squared) + 1


def steps_more():
    """that is how many more than with the likelihood. Asked are all of them."""
    return steps(squared) - with_the_likelihood()


# Question 4.

def gradients():
    """Rows of the gradient for logits of many sizes."""
    rng = np.random.default_rng(0)
    z = rng.normal(0, 1, (60, 4)) * np.repeat([0.1, 3, 400], 20)[:, None]
    return output_units.dsoftmax_nll(z, rng.integers(4, size=60))


def size(row):
    return np.abs(row).max()


QUESTIONS = [
    Question(
        name="output_units.q1", reference=log_softmax, cases=LOGITS,
        mistakes=[largest_of_all, largest_of_the_columns, row_where_a_column_is_needed, overflow,
                  largest_not_added_back, logarithm_of_each, sum_over_the_columns, logarithm_of_what_was_rounded,
                  largest_taken_off, loss_in_place_of_the_logarithm, quotient_of_infinities, each_logit_by_itself],
        hints=["Write c for the largest logit. Each exponential of z is the exponential of c times that of z - c. What "
               "becomes of the common factor in the logarithm of the sum?",
               "top has shape (m,), z has shape (m, k): with top[:, None], a column, the subtraction goes row by row. "
               "The same holds for lse. p is the exponential of logp."]),
    Question(
        name="output_units.q2", reference=output_layer, cases=LAYERS, tolerance=1e-11,    # below a difference quotient
        mistakes=[bias_forgotten, competing_examples, overwritten_probabilities, one_subtracted_from_the_probabilities,
                  sum_where_the_mean_was_asked, mean_over_all_entries, reward_in_place_of_the_loss,
                  every_class_charged, every_row_with_every_class, logarithm_of_zero, mean_forgotten_on_the_way_back,
                  target_less_output, nothing_subtracted, columns_subtracted, right_class_alone,
                  slope_of_the_unit_once_more, transposed_gradient, mean_of_dz, summed_over_the_classes,
                  weights_not_used, weights_not_transposed],
        hints=["np.arange(m), y as a pair of indices takes the entry (i, y_i) of each row i. Or make a row for each "
               "example that is 1 at its class and 0 elsewhere.",
               "Derive the loss of one example, lse less the right logit, in each of its logits: the first part "
               "gives a probability, the second 1 or 0. From dz on it is a linear layer: h and dz make dW, the rows "
               "of dz make db, dz and W make dh, and the shapes leave one product each."]),
    Number(
        name="output_units.q3", reference=with_the_squared_error, step=0.5,
        mistakes=[with_the_likelihood, two_forgotten, slope_of_the_sigmoid_forgotten, half_the_way, one_step_too_few,
                  one_step_too_many, steps_more],
        hints=["A loop, and the chain rule: the derivative of the square in sigma, times the derivative of sigma in z.",
               "The derivative of sigma is sigma times (1 - sigma): at z = -6 a number of about e^-6. The first "
               "steps are about twice that, and they grow slowly."]),
    Choice(
        name="output_units.q4",
        options=[
            Option("its entries add up to 0", lambda: bool(np.allclose(gradients().sum(axis=1), 0)),
                   "what do the entries of p add up to, and what those of the row with a single 1?"),
            Option("all its entries are 0 as soon as the right class has the largest logit",
                   lambda: bool(size(output_units.dsoftmax_nll([[1.0, 0.5]], [0])) == 0),
                   "the largest is not yet certain: try the logits 1 and 0.5 in your output_layer, with a W that "
                   "changes nothing."),
            Option("for logits 20 and 0, where the second class is right, it is smaller than the gradient of "
                   "$|p - y|^2$, with $y = (0, 1)$, in the same logits",
                   lambda: bool(size(output_units.dsoftmax_nll([[20.0, 0.0]], [1]))
                                < size(output_units.dsoftmax_squared([[20.0, 0.0]], [[0.0, 1.0]]))),
                   "the squared error has the slope of the softmax as a factor, as in question 3, and out there it is "
                   "nearly 0."),
            Option("none of its entries is below −1 or above 1", lambda: bool(size(gradients()) <= 1),
                   "each entry is a probability, or a probability less 1."),
        ],
        hints=["The row is p less a row that is 1 at the right class and 0 elsewhere. What can such a difference be?",
               "Try it: h = np.eye(2), the logits of two examples in the rows of W, b = np.zeros(2), "
               "y = np.array([1, 0]), and look at 2 * dz."]),
]

"""What the exercise on linear models asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
from itertools import combinations_with_replacement

import numpy as np

from ffedu import linear_models, xor
from ffedu.checks.sheet import Choice, Number, Option, Question


# Question 1. The reference goes by an orthogonal factorisation. A mistake spoils one value, and names no other.

def fit(Phi, t):
    at_zero = linear_models.squared_error(Phi, t, np.zeros(Phi.shape[1]))
    best = linear_models.least_squares(Phi, t)
    return dict(A=len(t) * at_zero.hessian, v=-len(t) * at_zero.gradient, w=best.w, r=best.residual, J=best.J)


def examples_against_examples(Phi, t):
    """A is Phi Phi^T: it has a row for each example. The weights belong to the features, and so do the rows of A."""
    return {**fit(Phi, t), "A": Phi @ Phi.T}


def mean_in_place_of_the_product(Phi, t):
    """A was divided by the number of examples. That would do no harm if v were too, but A is the product alone."""
    v = fit(Phi, t)
    return {**v, "A": v["A"] / len(t)}


def mean_of_the_targets(Phi, t):
    """v was divided by the number of examples, and A was not: the weights would all be too small."""
    v = fit(Phi, t)
    return {**v, "v": v["v"] / len(t)}


def inverted_entry_by_entry(Phi, t):
    """w was formed with 1 over each entry of A. The inverse of a matrix is another thing, and A ** -1 is not it."""
    v = fit(Phi, t)
    return {**v, "w": (1 / v["A"]) @ v["v"]}


def divided_by_the_matrix(Phi, t):
    """v was divided by A, entry by entry, and a whole matrix came out. Asked is the w that A w = v holds for."""
    v = fit(Phi, t)
    return {**v, "w": v["v"] / v["A"]}


def multiplied_by_the_matrix(Phi, t):
    """w is A times v. A is what w is multiplied by to give v, so it has to be undone."""
    v = fit(Phi, t)
    return {**v, "w": v["A"] @ v["v"]}


def each_feature_by_itself(Phi, t):
    """each weight was found as if its feature were the only one. Features overlap, and the rest of A says how much."""
    v = fit(Phi, t)
    return {**v, "w": v["v"] / np.diag(v["A"])}


def output_less_target(Phi, t):
    """r has the wrong sign: it is output less target. Asked is target less output."""
    v = fit(Phi, t)
    return {**v, "r": -v["r"]}


def sum_of_the_squares(Phi, t):
    """J is half the sum of the squares. It is a mean over the examples: divide by m too."""
    v = fit(Phi, t)
    return {**v, "J": len(t) * v["J"]}


def half_forgotten(Phi, t):
    """J is the mean of the squares, without the half before it."""
    v = fit(Phi, t)
    return {**v, "J": 2 * v["J"]}


def not_squared(Phi, t):
    """J is half the mean of the absolute residuals. They are squared before the mean is taken."""
    v = fit(Phi, t)
    return {**v, "J": np.abs(v["r"]).mean() / 2}


FITS = {
    "a line near three points": dict(Phi=[[1, 0], [1, 1], [1, 2]], t=[1, 2, 5]),
    "features that overlap, none of them constant":
        dict(Phi=[[2, 1], [1, 3], [-1, 1], [1, -1], [2, 2]], t=[1, -2, 3, 0.5, 4]),
    "a single feature": dict(Phi=[[1], [-2], [3], [0.5]], t=[1, 0, 2, 4]),
    "as many features as examples": dict(Phi=[[1, 2, 0], [1, -1, 3], [1, 1, 2]], t=[2, -1, 0.5]),
}


# Question 2. The reference makes the features whose inner product the kernel is, and finds their weights: no K at all.

def features(X):
    """All products of at most two inputs, scaled so that phi(x)^T phi(x') = (1 + x^T x')^2."""
    chosen = [some for k in range(3) for some in combinations_with_replacement(range(X.shape[1]), k)]
    once = [len(some) == 0 or len(some) == 2 and some[0] == some[1] for some in chosen]
    return linear_models.polynomial(X, 2) * np.where(once, 1, np.sqrt(2))


def kernel_fit(X, t, lam, Z):
    Phi = features(X)
    n = Phi.shape[1]
    w = linear_models.least_squares(np.vstack([Phi, np.sqrt(lam) * np.eye(n)]), np.append(t, np.zeros(n))).w
    return dict(K=Phi @ Phi.T, alpha=(t - Phi @ w) / lam, k=features(Z) @ Phi.T, f=features(Z) @ w)


def one_forgotten(X, t, lam, Z):
    """the 1 is missing in K: without it the machine has no constant and no linear part."""
    return {**kernel_fit(X, t, lam, Z), "K": (X @ X.T) ** 2}


def not_raised_to_the_square(X, t, lam, Z):
    """K is not squared: 1 plus an inner product gives a linear machine."""
    return {**kernel_fit(X, t, lam, Z), "K": 1 + X @ X.T}


def squared_as_a_matrix(X, t, lam, Z):
    """K is a matrix times itself. The kernel squares one number at a time: each entry by itself."""
    return {**kernel_fit(X, t, lam, Z), "K": (1 + X @ X.T) @ (1 + X @ X.T)}


def inputs_against_inputs(X, t, lam, Z):
    """K has a row for each input, as in question 1. Here it compares examples: X times its transpose, not the
    reverse."""
    return {**kernel_fit(X, t, lam, Z), "K": (1 + X.T @ X) ** 2}


def decay_in_the_kernel(X, t, lam, Z):
    """K has lambda on its diagonal already. Keep K as it is, and add lambda where alpha is found."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "K": v["K"] + lam * np.eye(len(t))}


def decay_everywhere(X, t, lam, Z):
    """lambda was added to every entry of K. It stands on the diagonal only: lambda times the identity."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "alpha": np.linalg.solve(v["K"] + lam, t)}


def decay_forgotten(X, t, lam, Z):
    """alpha was found without lambda: it meets every target exactly, noise as well."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "alpha": np.linalg.lstsq(v["K"], t, rcond=None)[0]}


def system_not_solved(X, t, lam, Z):
    """alpha is the matrix times t. That matrix is what alpha is multiplied by to give t: solve for alpha."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "alpha": (v["K"] + lam * np.eye(len(t))) @ t}


def new_inputs_in_columns(X, t, lam, Z):
    """k is transposed. A row of k belongs to a new input, a column to an example."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "k": v["k"].T}


def new_inputs_with_each_other(X, t, lam, Z):
    """k compares the new inputs with each other. What the machine knows are the examples: compare with those."""
    return {**kernel_fit(X, t, lam, Z), "k": features(Z) @ features(Z).T}


def outputs_at_the_examples(X, t, lam, Z):
    """f holds the outputs at the examples. Asked are those at the new inputs: use k in place of K."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "f": v["K"] @ v["alpha"]}


def mean_over_the_examples(X, t, lam, Z):
    """f is a mean over the examples. The weights say already how much each of them counts: it is a sum."""
    v = kernel_fit(X, t, lam, Z)
    return {**v, "f": v["f"] / len(t)}


MACHINES = {
    "four examples, two new inputs":
        dict(X=[[1, 0], [0, 2], [-1, 1], [1, -1]], t=[1, 0, -1, 2], lam=0.5, Z=[[1, 1], [0, -1]]),
    "XOR, asked in the middle and far away":
        dict(X=xor.X.tolist(), t=xor.y.tolist(), lam=0.1, Z=[[0.5, 0.5], [3, -3], [1, 0]]),
    "inputs of one number": dict(X=[[-1], [0.5], [2]], t=[2, -1, 1], lam=2, Z=[[0], [1], [-1], [3]]),
}


# Question 3.

PHI = linear_models.polynomial([[0], [1], [2], [3], [6]])


def curvatures():
    """The eigenvalues of the Hessian of J, which is the same at every w."""
    return np.linalg.eigvalsh(linear_models.squared_error(PHI, np.zeros(len(PHI)), [0, 0]).hessian)


def largest_step():
    return 2 / curvatures().max()


def flattest_direction():
    """that is the limit of the flattest direction. The steepest one runs away first: take the largest eigenvalue."""
    return 2 / curvatures().min()


def half_of_the_limit():
    """that is half of it: there the steepest direction is at its goal in one step. Up to twice as far it still closes
    in, from the other side each time. Or was the 1/2 of J left out? Then every curvature is twice too large."""
    return 1 / curvatures().max()


def sum_where_the_mean_was_meant():
    """that is the limit for the sum over the examples. J is a mean, so its gradient is smaller and the step may be
    larger."""
    return largest_step() / len(PHI)


def curvature_itself():
    """that is the largest curvature. The steeper the bowl, the smaller the step has to be."""
    return curvatures().max()


def singular_value():
    """that was formed with a singular value of Phi. The Hessian is made of Phi twice, so the curvature is its square,
    over m."""
    return 2 / np.linalg.norm(PHI, 2)


def each_direction_by_itself():
    """that was formed with the diagonal of the Hessian alone. The axes of the bowl lie askew: its curvatures are the
    eigenvalues."""
    return 2 / np.diag(linear_models.squared_error(PHI, np.zeros(len(PHI)), [0, 0]).hessian).max()


# Question 4.

def exact(*columns):
    """Whether a linear model on a constant and these columns gives XOR."""
    return linear_models.least_squares(np.column_stack([np.ones(4), *columns]), xor.y).J < 1e-20


X1, X2 = xor.X.T

QUESTIONS = [
    Question(
        name="linear_models.q1", reference=fit, cases=FITS,
        mistakes=[examples_against_examples, mean_in_place_of_the_product, mean_of_the_targets,
                  inverted_entry_by_entry, divided_by_the_matrix, multiplied_by_the_matrix, each_feature_by_itself,
                  output_less_target, sum_of_the_squares, half_forgotten, not_squared],
        hints=["A and v are two matrix products with the transpose of Phi on the left. Then w solves n linear "
               "equations in n unknowns, A w = v.",
               "np.linalg.solve takes the matrix and the right side and returns the unknowns. The product of a flat "
               "array with itself, r @ r, is the sum of its squares."]),
    Question(
        name="linear_models.q2", reference=kernel_fit, cases=MACHINES,
        mistakes=[one_forgotten, not_raised_to_the_square, squared_as_a_matrix, inputs_against_inputs,
                  decay_in_the_kernel, decay_everywhere, decay_forgotten, system_not_solved, new_inputs_in_columns,
                  new_inputs_with_each_other, outputs_at_the_examples, mean_over_the_examples],
        hints=["The inner products of all pairs of rows of two matrices stand in one product, the first matrix times "
               "the transpose of the second. Then the kernel treats each entry by itself.",
               "np.eye(m) is the identity of m rows. K + lam adds lam to every entry; lam times the identity keeps it "
               "on the diagonal. The sum over i in f(z) is a product of k with a flat array."]),
    Number(
        name="linear_models.q3", reference=largest_step, step=1e-4,
        mistakes=[flattest_direction, half_of_the_limit, sum_where_the_mean_was_meant, curvature_itself, singular_value,
                  each_direction_by_itself],
        hints=["Along a direction of curvature c the distance from the best place is multiplied by 1 - epsilon c in "
               "every step. For which epsilon is that between -1 and 1, in every direction?",
               "The curvatures are the eigenvalues of the Hessian of J, which is A of question 1 over m. "
               "np.linalg.eigvalsh gives them. Or try: two loops of descent, one with an epsilon just below yours "
               "and one just above."]),
    Choice(
        name="linear_models.q4",
        options=[
            Option("$1,\\ x_1,\\ x_2,\\ (x_1 + x_2)^2$", lambda: exact(X1, X2, (X1 + X2) ** 2),
                   "multiply the square out, with bits: which product of the inputs is in it?"),
            Option("$1,\\ x_1,\\ x_2,\\ x_1^2,\\ x_2^2$", lambda: exact(X1, X2, X1**2, X2**2),
                   "the square of 0 is 0 and the square of 1 is 1: for bits these are the same columns once more."),
            Option("$1,\\ |x_1 - x_2|$", lambda: exact(abs(X1 - X2)),
                   "compute the second feature for the four inputs, and compare it with the targets."),
            Option("$1,\\ \\exp(-x_1^2 - x_2^2)$", lambda: exact(np.exp(-X1**2 - X2**2)),
                   "the feature is 1 at (0, 0), smaller at the two ones and smallest at (1, 1): a line over it goes up "
                   "or down, and XOR does both."),
        ],
        hints=["Write the design matrix of each list: four rows. Your fit finds the best weights where the columns do "
               "not depend on each other, and J says what is left.",
               "Where columns are copies of others, leave the copies out: they add nothing. With two features, draw "
               "the targets over the second one."]),
]

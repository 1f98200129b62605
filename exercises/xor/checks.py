"""What the exercise on XOR asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
import numpy as np

from ffedu import xor
from ffedu.checks.sheet import Question


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
    """Python's own max compares two single numbers, and X W + c is an array. np.maximum goes entry by entry."""
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
]

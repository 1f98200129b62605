"""What the exercise on functions made of functions asks, and the mistakes it knows by name.

Each case brings in one thing that the case before it leaves out, so that the first wrong case says where to look.
A mistake is a wrong formula; its docstring is what the student reads when an answer gives the same in every case.
"""
import numpy as np

from ffedu import mlp
from ffedu.checks.sheet import Choice, Number, Option, Question


def layers(Ws, bs):
    return [mlp.Layer(W, b) for W, b in zip(Ws, bs)]


# Question 1.

def network(X, Ws, bs):
    return mlp.forward(layers(Ws, bs), X, hidden="tanh").z


def chained(X, Ws, bs, hidden, last=lambda h, W, b: h @ W + b):
    """The chain with another map for each hidden layer, and for the last one."""
    for W, b in zip(Ws[:-1], bs[:-1]):
        X = hidden(X, W, b)
    return last(X, Ws[-1], bs[-1])


def no_tangent(X, Ws, bs):
    """the tangent is missing between the layers: without it the whole chain is one linear layer, however long it is."""
    return mlp.forward(layers(Ws, bs), X, hidden="linear").z


def tangent_of_the_output(X, Ws, bs):
    """the tangent was taken of the last layer too. There it is left out, so that the outputs may be any numbers."""
    return np.tanh(network(X, Ws, bs))


def tangent_of_the_inputs(X, Ws, bs):
    """each layer takes the tangent of what comes in, the first one of the inputs themselves. It belongs to what a layer
    gives: multiply by the weights and add the biases first."""
    return chained(np.tanh(X), Ws, bs, lambda h, W, b: np.tanh(h @ W + b))


def logistic_function(X, Ws, bs):
    """that is the logistic function, with values from 0 to 1. The hyperbolic tangent runs from -1 to 1."""
    return mlp.forward(layers(Ws, bs), X, hidden="sigmoid").z


def rectifier(X, Ws, bs):
    """that is the rectifier, max{0, a}. In this network each hidden layer takes the hyperbolic tangent."""
    return mlp.forward(layers(Ws, bs), X, hidden="relu").z


def biases_forgotten(X, Ws, bs):
    """the biases are missing: each layer adds its own to every row, after the product."""
    return network(X, Ws, [0 * b for b in bs])


def biases_after_the_tangent(X, Ws, bs):
    """the biases of the hidden layers were added after the tangent. They belong inside, before it bends."""
    return chained(X, Ws, bs, lambda h, W, b: np.tanh(h @ W) + b)


def biases_before_the_product(X, Ws, bs):
    """the biases were added before the product. b belongs to the units of the layer, so it comes after the product."""
    return chained(X, Ws, bs, lambda h, W, b: np.tanh((h + b) @ W), lambda h, W, b: (h + b) @ W)


def every_layer_reads_the_inputs(X, Ws, bs):
    """the last layer was fed with X, so that the layers before it are not used. Each layer reads what the one before it
    gave: keep that in a variable, and put it in the place of X."""
    for W, b in zip(Ws, bs):
        H = X @ W + b
    return H


def last_layer_left_out(X, Ws, bs):
    """the last layer is missing: that is what goes into it. It has no tangent, but weights and biases it has."""
    return mlp.forward(layers(Ws, bs), X, hidden="tanh").h[-1]


def first_layer_skipped(X, Ws, bs):
    """the first hidden layer was skipped: Python counts from 0, so the first matrix is Ws[0]."""
    return chained(X, Ws[1:-1] + Ws[-1:], bs[1:-1] + bs[-1:], lambda h, W, b: np.tanh(h @ W + b))


def last_layer_first(X, Ws, bs):
    """the layers were taken from behind. In f3(f2(f1(x))) the one that is written last, f1, is computed first."""
    return network(X, Ws[::-1], bs[::-1]) if len(Ws) == 1 else chained(
        X, Ws[::-1], bs[::-1], lambda h, W, b: np.tanh(h @ W + b))


def transposed_weights(X, Ws, bs):
    """the weights are transposed. W[i, j] leads from input i to unit j and the examples are rows, so it is X W."""
    return chained(X, [W.T for W in Ws], bs, lambda h, W, b: np.tanh(h @ W + b))


def arrays(*lists):
    return [np.array(values, float) for values in lists]


THREE = dict(Ws=arrays([[1, -0.5], [0.5, 1]], [[0.5, 1], [-1, 0.25]], [[2, 1], [-1, 0.5]]),
             bs=arrays([0.25, -0.5], [0.5, -0.25], [1, -1]))
CASES = {
    "a single layer, so no tangent": dict(
        X=[[1, 2], [-1, 0.5], [0, 3]], Ws=arrays([[1, -2, 0.5], [3, 1, -1]]), bs=arrays([0.5, -1, 2])),
    "two layers of widths 2 and 1": dict(
        X=[[1, -0.5], [0.25, 1], [-1, 2]],
        Ws=arrays([[1, -0.5], [0.25, 1]], [[2], [-1]]), bs=arrays([0.5, -0.25], [1])),
    "three layers, all matrices 2 by 2": dict(X=[[1, 0.5], [-0.5, 1]], **THREE),
    "a single row, widths 2, 4 and 2": dict(
        X=[[1, -1, 0.5]],
        Ws=arrays([[0.5, 1], [-1, 0.5], [1, 0]], [[1, 0.5, -1, 0], [0.5, -1, 0, 1]], [[1, 0], [2, 1], [-1, 1], [0, 3]]),
        bs=arrays([0.5, -1], [0, 0.5, -0.5, 1], [0.25, -2])),
}


# Question 2. The reference asks the linear network itself: what it gives for 0 is b, and the unit vectors bring W.

def fold(Ws, bs):
    linear = layers(Ws, bs)
    n = len(Ws[0])
    b = mlp.forward(linear, np.zeros((1, n)), hidden="linear").z[0]
    return {"W": mlp.forward(linear, np.eye(n), hidden="linear").z - b, "b": b}


def with_biases(Ws, bs, step):
    """The right W, and biases that are carried from layer to layer by `step`."""
    b = bs[0]
    for W, layer_b in zip(Ws[1:], bs[1:]):
        b = step(b, W, layer_b)
    return {**fold(Ws, bs), "b": b}


def product_in_the_other_order(Ws, bs):
    """the matrices were multiplied from behind. The rows of X meet the first matrix first, so it stands on the left."""
    W = Ws[-1]
    for other in Ws[-2::-1]:
        W = W @ other
    return {**fold(Ws, bs), "W": W}


def entry_by_entry(Ws, bs):
    """the matrices were multiplied entry by entry. Two layers in a row are a matrix product: in numpy that is @, not
    *."""
    W = Ws[0]
    for other in Ws[1:]:
        W = W * other
    return {**fold(Ws, bs), "W": W}


def matrices_added(Ws, bs):
    """the matrices were added up. Layers in a row multiply; a sum is what layers side by side would give."""
    return {**fold(Ws, bs), "W": sum(Ws)}


def transposed_matrix(Ws, bs):
    """W is transposed: it has a row for each input and a column for each output, as each of the layers has."""
    return {**fold(Ws, bs), "W": fold(Ws, bs)["W"].T}


def biases_added_up(Ws, bs):
    """the biases were just added up. Those of an early layer pass through all the layers after it, weights and all."""
    return with_biases(Ws, bs, lambda b, W, layer_b: b + layer_b)


def last_biases_only(Ws, bs):
    """b holds the biases of the last layer only. Those of the layers before do arrive, changed by the later weights."""
    return with_biases(Ws, bs, lambda b, W, layer_b: layer_b)


def one_layer_and_no_further(Ws, bs):
    """the biases of each layer were carried through the next matrix and no further. They pass through all that
    follow."""
    return {**fold(Ws, bs), "b": sum(b @ W for b, W in zip(bs[:-1], Ws[1:])) + bs[-1]}


def own_biases_through_the_own_matrix(Ws, bs):
    """the biases of a layer went through the layer's own matrix. They are added behind it: first multiply what is
    there, then add."""
    return with_biases(Ws, bs, lambda b, W, layer_b: (b + layer_b) @ W)


def biases_through_the_folded_matrix(Ws, bs):
    """the biases went through W as it was folded so far. That holds the matrices before them, which they never
    meet: biases pass through the matrices after their own."""
    W, b = Ws[0], bs[0]
    for next_W, next_b in zip(Ws[1:], bs[1:]):
        W = W @ next_W
        b = b @ W + next_b
    return {"W": W, "b": b}


FOLDS = {
    "two layers, matrices 2 by 2": dict(Ws=arrays([[1, 2], [0, 3]], [[2, 0], [1, -1]]), bs=arrays([1, -1], [0.5, 3])),
    "three layers, matrices 2 by 2": THREE,
    "two layers of widths 3 and 2": dict(
        Ws=arrays([[1, 0, -1], [2, 1, 0.5]], [[1, 2], [0, -1], [3, 1]]), bs=arrays([1, 0.5, -2], [4, -3])),
    "four layers of widths 2, 1, 2 and 3": dict(
        Ws=arrays([[1, 2], [0, -1], [3, 1]], [[1], [-2]], [[0.5, -1]], [[1, 0, 2], [-1, 3, 1]]),
        bs=arrays([1, -1], [2], [0.5, 1], [1, 0, -2])),
    "a single layer": dict(Ws=arrays([[1, -2], [3, 0.5]]), bs=arrays([2, -1])),
}


# Question 3: the arrays of such a network, counted.

INPUTS, FIRST, SECOND, OUTPUTS = 20, 12, 7, 3


def sizes(skip=True):
    """The arrays of the three layers; the matrix of the last one has a row for each input too."""
    widths = [(INPUTS, FIRST), (FIRST, SECOND), (SECOND + INPUTS * skip, OUTPUTS)]
    return [mlp.random_start(np.random.default_rng(0), pair)[0] for pair in widths]


def parameters():
    return sum(W.size + b.size for W, b in sizes())


def weights_only():
    """those are the weights. Each unit has a bias besides, which no arrow shows."""
    return sum(W.size for W, b in sizes())


def skip_forgotten():
    """that is the chain without the arrows that skip. Each output has a weight for each of the inputs, too."""
    return sum(W.size + b.size for W, b in sizes(skip=False))


def two_biases_for_an_output():
    """each output was given two biases, one for each matrix. However many arrows come in, a unit has one."""
    return parameters() + OUTPUTS


def biases_for_the_inputs():
    """the inputs were given biases. They are no units: nothing is computed there, they only pass numbers on."""
    return parameters() + INPUTS


def outputs_read_the_inputs_only():
    """the weights from the second hidden layer to the outputs are missing. The skip comes on top of them."""
    return parameters() - SECOND * OUTPUTS


def nodes_counted():
    """those are the nodes of the drawing. Parameters sit on the arrows into a node, and in its bias."""
    return INPUTS + FIRST + SECOND + OUTPUTS


# Question 4.

def drawn():
    """The matrices and biases of three layers, and inputs."""
    rng = np.random.default_rng(4)
    return rng.normal(size=(3, 4, 4)), rng.normal(size=(3, 4)), rng.normal(size=(50, 4))


def unchanged(change):
    """Whether the network gives the same after `change`, which returns other matrices and biases."""
    Ws, bs, X = drawn()
    return bool(np.allclose(network(X, *change(Ws.copy(), bs.copy())), network(X, Ws, bs)))


def exchanged_units(Ws, bs):
    order = [1, 0, 2, 3]
    return [Ws[0][:, order], Ws[1][order], Ws[2]], [bs[0][order], bs[1], bs[2]]


def identity_before_the_last():
    Ws, bs, X = drawn()
    hidden = mlp.forward(layers(Ws, bs), X, hidden="tanh").h[-1]
    one_more = [mlp.Layer(np.eye(4), np.zeros(4)), mlp.Layer(Ws[2], bs[2])]
    return bool(np.allclose(mlp.forward(one_more, hidden, hidden="linear").z, network(X, Ws, bs)))


QUESTIONS = [
    Question(
        name="functions.q1", reference=network, cases=CASES,
        mistakes=[no_tangent, tangent_of_the_output, tangent_of_the_inputs, logistic_function, rectifier,
                  biases_forgotten, biases_after_the_tangent, biases_before_the_product, every_layer_reads_the_inputs,
                  last_layer_left_out, first_layer_skipped, last_layer_first, transposed_weights],
        hints=[
            "One variable is enough for the whole way: begin with the inputs, and let each turn of a loop replace it "
            "by what the layer gives. Its number of rows stays m, its number of columns becomes the width.",
            "zip(Ws, bs) goes through matrices and biases side by side. A list without its last entry is written "
            "[:-1], and the last entry alone [-1]: treat that one after the loop.",
        ]),
    Question(
        name="functions.q2", reference=fold, cases=FOLDS,
        mistakes=[product_in_the_other_order, entry_by_entry, matrices_added, transposed_matrix, biases_added_up,
                  last_biases_only, one_layer_and_no_further, own_biases_through_the_own_matrix,
                  biases_through_the_folded_matrix],
        hints=[
            "Do it for two layers on paper: multiply (X W1 + b1) W2 + b2 out. What stands behind X is the new matrix, "
            "all the rest is the new row of biases. Then a third layer meets these two.",
            "Begin with the first layer as it is. In each turn of a loop the matrix and the biases found so far both "
            "go through the next matrix, and the next biases are added to the biases. For X full of zeros only b is "
            "left: try that.",
        ]),
    Number(
        name="functions.q3", reference=parameters, step=1,
        mistakes=[weights_only, skip_forgotten, two_biases_for_an_output, biases_for_the_inputs,
                  outputs_read_the_inputs_only, nodes_counted],
        hints=["Go unit by unit. Each has as many weights as there are arrows into it, and one bias.",
               "All units of a layer have the same number. How many arrows come into one output?"]),
    Choice(
        name="functions.q4",
        options=[
            Option("exchange $W_1$ with $W_2$, and $b_1$ with $b_2$",
                   lambda: unchanged(lambda Ws, bs: (Ws[[1, 0, 2]], bs[[1, 0, 2]])),
                   "that is another order of the functions. First to square and then to change the sign is not the "
                   "same as first to change the sign and then to square."),
            Option("exchange the first two columns of $W_1$, the first two entries of $b_1$ and the first two rows of "
                   "$W_2$",
                   lambda: unchanged(exchanged_units),
                   "these columns, entries and rows are all that belongs to two hidden units. Which of them stands "
                   "first makes no difference to a sum."),
            Option("double every entry of $W_1$ and of $b_1$, and halve every entry of $W_2$ to make up for that",
                   lambda: unchanged(lambda Ws, bs: ([2 * Ws[0], Ws[1] / 2, Ws[2]], [2 * bs[0], bs[1], bs[2]])),
                   "a factor would pass through a linear layer, and 2 even through a rectifier. The tangent bends: "
                   "compare tanh(2) with 2 tanh(1)."),
            Option("put one more layer before the last: an identity matrix, biases 0, no tangent",
                   identity_before_the_last,
                   "what does a row become that is multiplied by the identity, and then has 0 added?"),
        ],
        hints=["Try A to C: your network, called with the old lists and with the changed ones, on a few random rows. D cannot "
               "be tried like that, for your network would take the tangent of the new layer: work out on paper what that "
               "layer does to a row.",
               "Ask of each change what one hidden unit notices of it: what comes in, what it gives on, and who reads "
               "that."]),
]

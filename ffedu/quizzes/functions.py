"""Questions on functions made of functions: what a layer in between has to do, and what only looks like power."""
from __future__ import annotations

import numpy as np

from ffedu import data, graph, graph_parts, mlp, perceptron
from ffedu import operations as op
from ffedu.quizzes.question import Choice, Known, Numeric, Option


def few_votes() -> Numeric:
    """Misconception: a middle layer that decides keeps the majority, so that the winner needs more than half of the votes."""
    S, n = 3, 3
    votes = data.corners(S * n)
    states = perceptron.layer(votes, np.kron(np.eye(S), np.ones((n, 1))), np.full(S, -n / 2)).yhat
    wins = perceptron.threshold_unit(states, np.ones(S), -S / 2).yhat == 1
    popular = perceptron.threshold_unit(votes, np.ones(S * n), -S * n / 2).yhat == 1
    return Numeric("Each state now says 1 if most of its three voters do. With how few of the nine votes can one win?",
                   lambda: votes[wins].sum(axis=1).min(), 0,
                   "A bare majority in a bare majority of the states. All the other votes can be lost without any effect.",
                   [Known(lambda: votes[popular].sum(axis=1).min(),
                          "That is a majority of all voters. But a state that decides does not pass on how clearly it was won."),
                    Known(lambda: n, "Whoever wins one state by all its votes has one state. The college asks for two of them.")],
                   "Two states are enough, and two voters are enough in each of them. The third state may be lost altogether.")


def no_chain() -> Choice:
    """Misconception: feedforward means a chain, so that an arrow past the layers makes a network recurrent."""
    x = graph.Node(1.5, name="x")
    chain = op.exp(op.negative(op.sqr(x)))
    skip = chain + x
    order, arrows = graph_parts.members(skip), graph_parts.edges(skip)
    forward = [order.index(p) < order.index(u) for p, u in arrows]
    users = [len(graph_parts.consumers(u, skip)) for u in order[:-1]]
    return Choice("The second graph has an arrow from x to the sum, past all the layers. What kind of network is it?", [
        Option("Recurrent: x is used a second time.", lambda: not all(forward),
               "To be used twice is not to be fed back. A way back needs an arrow to an earlier node, and there is none."),
        Option("Feedforward: every arrow points forward.", lambda: all(forward),
               "The nodes stand in a row and no arrow leads back. A chain is the common case, not the definition."),
        Option("A chain still: each value has one user.", lambda: max(users) == min(users),
               "Count the arrows that leave x. There are two, so the graph is no chain; it is feedforward all the same."),
    ])


def parameters() -> Numeric:
    """Misconception: parameters are the lines of the drawing, and biases do not count."""
    D, M, K = 2, 3, 1
    theta = mlp.random_start(np.random.default_rng(0), [D, M, K])
    return Numeric("Two inputs, three hidden units, one output, fully connected. How many parameters?",
                   lambda: sum(W.size + b.size for W, b in theta), 0,
                   "Each hidden unit has two weights and a bias, the output has three weights and a bias.",
                   [Known(lambda: sum(W.size for W, b in theta),
                          "Those are the lines of the drawing, the weights. Each unit has a bias too, which no line shows."),
                    Known(lambda: D * M + theta[1].W.size + theta[1].b.size,
                          "The output's bias is there, the hidden ones are missing. Each hidden unit has D + 1 parameters."),
                    Known(lambda: D + M + K, "That counts the nodes. Parameters sit on the arrows into a node, and in its bias.")],
                   "Go unit by unit: as many weights as there are arrows into it, and one bias. Inputs have neither.")


def only_linear() -> Choice:
    """Misconception: more layers, biases or width make a stack without activations more powerful."""
    rng, widths = np.random.default_rng(0), [8, 20, 20, 8]
    stack = [mlp.Layer(W, rng.normal(size=len(b))) for W, b in mlp.random_start(rng, widths)]
    X = rng.normal(size=(50, 8))
    W = np.linalg.multi_dot([layer.W for layer in stack])
    b = (stack[0].b @ stack[1].W + stack[1].b) @ stack[2].W + stack[2].b
    z = mlp.forward(stack, X, hidden="linear").z
    wide = sum(layer.W.size + layer.b.size for layer in stack)
    rank = np.linalg.matrix_rank
    return Choice(f"Layers of widths {', '.join(map(str, widths))}, biases, no activations. What can this stack do?", [
        Option("More than one layer: biases stand between its matrices.", lambda: not np.allclose(z, X @ W + b),
               "Each bias is carried through the matrices after it. All of them fold into one row of biases."),
        Option("More than one layer: its rank is higher.", lambda: bool(rank(W) > min(layer.W.shape[0] for layer in stack)),
               "The rank of a product is at most that of each factor, and the input has only 8 numbers to give."),
        Option("What one layer does.", lambda: np.allclose(z, X @ W + b),
               f"It folds into one matrix and one row of biases: {W.size + b.size} parameters do the work of {wide}."),
    ])

"""The graphs of the book's section on back-propagation, with small numbers in them, and what is computed on them.

    x, w  (n,)      X  (m, n_in)     the inputs         yhat, H (m, n_h)      what is predicted, the hidden values
    b, W1, W2       biases, weights; W1 (n_in, n_h), W2 (n_h, k)              y  (m, k)  targets, one-hot
    u1 .. u8        results without a name of their own, in capitals where they are matrices
    J_MLE, J        the cross-entropy, and with the weight decay lambda (sum of W1^2 + sum of W2^2)

A function returns a graph as a tuple of nodes; each is named after its field, lambda_ without the dash. The loss is
the mean over the m rows, in nats; the relu's derivative at 0 is taken as 0. Source: DL Fig. 6.8-6.11,
Srihari 5.12-5.17, 5.41-5.47 and 5.56-5.61.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from . import stable, xor
from ._check import array, kind, scalar
from .graph import Node, Operation, Value, grad
from .logits import cross_entropy
from .operations import relu, sigmoid, softplus, sqr

REFERENCE = xor.reference()
LABELS = np.eye(2)[xor.y.astype(int)]
LABELS.setflags(write=False)
SYMBOLS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "matmul": "@", "greater": ">"}


class Product(NamedTuple):
    """z = x y."""
    x: Node
    y: Node
    z: Node


class Square(NamedTuple):
    """z = x x, so that both inputs of the product are x."""
    x: Node
    z: Node


class Logistic(NamedTuple):
    """u1 = x^T w, u2 = u1 + b, yhat = sigma(u2)."""
    x: Node
    w: Node
    b: Node
    u1: Node
    u2: Node
    yhat: Node


class HiddenLayer(NamedTuple):
    """U1 = X W, U2 = U1 + b, H = max{0, U2}."""
    X: Node
    W: Node
    b: Node
    U1: Node
    U2: Node
    H: Node


class PredictionAndDecay(NamedTuple):
    """yhat = x^T w; u1 = w^2, u2 = sum of u1, u3 = lambda u2."""
    x: Node
    w: Node
    lambda_: Node
    yhat: Node
    u1: Node
    u2: Node
    u3: Node


class Chain(NamedTuple):
    """x = f(w), y = f(x), z = f(y)."""
    w: Node
    x: Node
    y: Node
    z: Node


class TrainingCost(NamedTuple):
    """U1 = X W1, H = max{0, U1}, U2 = H W2; J_MLE; U3 = W1^2, u4 its sum; U5 = W2^2, u6 its sum; u7 = u4 + u6,
    u8 = lambda u7; J = J_MLE + u8."""
    X: Node
    W1: Node
    U1: Node
    H: Node
    W2: Node
    U2: Node
    y: Node
    J_MLE: Node
    U3: Node
    u4: Node
    U5: Node
    u6: Node
    u7: Node
    lambda_: Node
    u8: Node
    J: Node


class Paths(NamedTuple):
    """The gradients [dW1, dW2] of J_MLE, of u8, and of J."""
    cross_entropy: list[Value]
    decay: list[Value]
    total: list[Value]


class Walk(NamedTuple):
    """What passes on the way back from J_MLE: G in U2, dW2, dH, dU1 (the deck's G'), dW1."""
    G: np.ndarray
    dW2: np.ndarray
    dH: np.ndarray
    dU1: np.ndarray
    dW1: np.ndarray


Graph = TypeVar("Graph", bound=tuple)


# the graphs


def product(x: float = 2.0, y: float = 3.0) -> Product:
    """Return the graph of z = x y, two numbers. Source: DL Fig. 6.8 (a), Srihari 5.14.

    >>> g = product()
    >>> g.z, grad(g.z, [g.x, g.y])
    (<z 6>, [3.0, 2.0])
    """
    x, y = Node(scalar("x", x)), Node(scalar("y", y))
    return _named(Product(x, y, x * y))


def square(x: float = 3.0) -> Square:
    """Return the graph of x^2 as the product of x and x: the product's rule, once for each input, gives x + x = 2x.

    Source: DL section 6.5.6, Srihari 5.52.

    >>> g = square()
    >>> g.z, grad(g.z, [g.x])
    (<z 9>, [6.0])
    """
    x = Node(scalar("x", x))
    return _named(Square(x, x * x))


def logistic(x: object = (1.0, 2.0), w: object = (1.0, -1.0), b: float = 1.0) -> Logistic:
    """Return the graph of the logistic prediction yhat = sigma(x^T w + b), of x and w (n,).

    Raises ValueError where x and w differ in length. Source: DL Fig. 6.8 (b), Srihari 5.15.

    >>> g = logistic()
    >>> g.u1, g.u2, g.yhat
    (<u1 -1>, <u2 0>, <yhat 0.5>)
    """
    x = Node(array("x", x, ("n",)))
    w, b = Node(array("w", w, x.shape)), Node(scalar("b", b))
    u1 = x @ w
    u2 = u1 + b
    return _named(Logistic(x, w, b, u1, u2, sigmoid(u2)))


def hidden_layer(X: object = xor.X, W: object = REFERENCE.W, b: object = REFERENCE.c) -> HiddenLayer:
    """Return the graph of H = max{0, X W + b}: X (m, n_in), W (n_in, n_h), b (n_h,). Without arguments, that of XOR.

    Raises ValueError where the shapes do not fit. Source: DL Fig. 6.8 (c), Srihari 5.16.

    >>> print(*hidden_layer().H.value)
    [0. 0.] [1. 0.] [1. 0.] [2. 1.]
    """
    X = Node(array("X", X, ("m", "n_in")))
    W = Node(array("W", W, (X.shape[1], "n_h")))
    b = Node(array("b", b, W.shape[1:]))
    U1 = X @ W
    U2 = U1 + b
    return _named(HiddenLayer(X, W, b, U1, U2, relu(U2)))


def prediction_and_decay(x: object = (1.0, 2.0), w: object = (3.0, -1.0), lambda_: float = 0.1) -> PredictionAndDecay:
    """Return the graph in which w is used twice: for yhat = x^T w, and for the weight decay u3 = lambda sum_i w_i^2.

    Raises ValueError where x and w differ in length. Source: DL Fig. 6.8 (d), Srihari 5.17.

    >>> g = prediction_and_decay()
    >>> print(g.yhat.value, g.u3.value, *grad(g.yhat, [g.w]), grad(g.u3, [g.w])[0].round(9))
    1.0 1.0 [1. 2.] [ 0.6 -0.2]
    """
    x = Node(array("x", x, ("n",)))
    w, lambda_ = Node(array("w", w, x.shape)), Node(scalar("lambda_", lambda_))
    yhat, u1 = x @ w, sqr(w)
    u2 = u1.sum()
    return _named(PredictionAndDecay(x, w, lambda_, yhat, u1, u2, lambda_ * u2))


def chain(w: float = 0.0, f: Operation = softplus) -> Chain:
    """Return the graph of z = f(f(f(w))), the same f three times: an operation of one number.

    f is the softplus unless another is given, for its derivative is an operation too, sigma; from w = 0 on it makes
    ln 2, ln 3, ln 4, and f'(w) f'(x) f'(y) = 1/2 2/3 3/4 = 1/4. Source: DL Fig. 6.9, eq. 6.50-6.53, Srihari 5.25.

    >>> g = chain()
    >>> print(f"{g.z.value:.6f}", f"{grad(g.z, [g.w])[0]:.6f}")
    1.386294 0.250000
    """
    w, f = Node(scalar("w", w)), kind("f", f, Operation)
    x = f(w)
    y = f(x)
    return _named(Chain(w, x, y, f(y)))


def training_cost(X: object = xor.X, y: object = LABELS, W1: object = ((1.0, 1.0, -1.0), (1.0, -1.0, 1.0)),
                  W2: object = ((1.0, 0.0), (0.0, 2.0), (0.0, 2.0)), lambda_: float = 0.1) -> TrainingCost:
    """Return the graph of the cost of training a network without biases: cross-entropy and weight decay.

    J = mean over the rows of -sum_j y_j log softmax(max{0, X W1} W2)_j + lambda (sum of W1^2 + sum of W2^2).
    X (m, n_in), y (m, k), W1 (n_in, n_h), W2 (n_h, k). Without arguments it is XOR with two classes; five of its twelve
    pre-activations are at the relu's kink. Raises ValueError where the shapes do not fit or rows of y do not sum to 1.
    Source: DL Fig. 6.11, Srihari 5.56-5.58.

    >>> g = training_cost()
    >>> print(f"{g.J_MLE.value:.6f} + {g.u8.value:.6f} = {g.J.value:.6f}")
    0.361650 + 1.500000 = 1.861650
    """
    X, lambda_ = Node(array("X", X, ("m", "n_in"))), Node(scalar("lambda_", lambda_))
    W1 = Node(array("W1", W1, (X.shape[1], "n_h")))
    W2 = Node(array("W2", W2, (W1.shape[1], "k")))
    y = Node(_distributions("y", y, (X.shape[0], W2.shape[1])))
    U1 = X @ W1
    H = relu(U1)
    U2 = H @ W2
    J_MLE = cross_entropy(U2, y)
    U3, U5 = sqr(W1), sqr(W2)
    u4, u6 = U3.sum(), U5.sum()
    u7 = u4 + u6
    u8 = lambda_ * u7
    return _named(TrainingCost(X, W1, U1, H, W2, U2, y, J_MLE, U3, u4, U5, u6, u7, lambda_, u8, J_MLE + u8))


# what is computed on them


def paths(cost: TrainingCost) -> Paths:
    """Return the gradients in W1 and W2 along each of the two ways back from J, and in all: the sum of the two.

    The weight decay's part is always 2 lambda W. Source: DL section 6.5.7, Srihari 5.60.

    >>> p = paths(training_cost())
    >>> print(p.decay[0].round(9)[0], np.allclose(p.cross_entropy[0] + p.decay[0], p.total[0]))
    [ 0.2  0.2 -0.2] True
    """
    cost, wrt = _cost(cost), [cost.W1, cost.W2]
    return Paths(grad(cost.J_MLE, wrt), grad(cost.u8, wrt), grad(cost.J, wrt))


def walk(cost: TrainingCost, at_zero: float = 0.0) -> Walk:
    """Return the way back from J_MLE written out by hand, for comparison with the graph's.

    G = (softmax(U2) - y) / m; dW2 = H^T G; dH = G W2^T; dU1 = dH where U1 > 0, 0 where U1 < 0; dW1 = X^T dU1.
    Where U1 = 0, dU1 is `at_zero` times dH: the deck zeroes what is "less than 0", and leaves 0 open. Read literally
    that is 1; the library takes 0. Source: DL section 6.5.7, Srihari 5.61.

    >>> g = training_cost()
    >>> print(walk(g).dW1[0].round(3), walk(g, at_zero=1).dW1[0].round(3))
    [ 0.037 -0.134  0.   ] [ 0.037 -0.075  0.06 ]
    """
    X, W1, U1, H, W2, U2, y = [u.value for u in _cost(cost)[:7]]
    G = (stable.softmax(U2) - y) / len(y)
    dH = G @ W2.T
    dU1 = dH * np.heaviside(U1, scalar("at_zero", at_zero)).astype(dH.dtype)
    return Walk(G, H.T @ G, dH, dU1, X.T @ dU1)


# parts


def _named(graph: Graph) -> Graph:
    for name, u in zip(graph._fields, graph):
        u.name = name.rstrip("_")                # Python keeps the word lambda to itself
    return graph


def _distributions(name: str, value: object, shape: tuple[int, ...]) -> np.ndarray:
    y = array(name, value, shape)
    for row in y[(y < 0).any(1) | (abs(y.sum(1) - 1) > 1e-6)]:
        raise ValueError(f"{name} needs rows of probabilities, which sum to 1, got {row.tolist()}")
    return y


def _cost(cost: object) -> TrainingCost:
    return kind("cost", cost, TrainingCost)

"""Threshold units and how they learn: logic gates, Rosenblatt's rule, and the logistic unit that is often called by it.

    X    (m, n)  inputs in rows              W    (n, k)  weights of a layer of k units      b   (k,)  their biases
    w    (n,)    weights of one unit         b    bias of one unit                 z   X w + b, weighted sums
    yhat         outputs, the shape of z     Y    (m, k)  targets 0 or 1, one column a unit
    Phi  (m, n)  features phi(x) in rows, of which one may be the constant 1; its weight is then the bias
    y    (m,)    targets -1 or +1            y w^T phi   the margin of an example: positive where it is right
    J    (k,)    cost of each unit, a mean over the m examples, in nats            epsilon   learning rate

Convention: step(0) = 1. Rosenblatt's rule counts a margin of 0 as a mistake, or a start at w = 0 would learn nothing
about half of the examples. Source: Fix p. 8-18, Payberah p. 7-18.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, kind, scalar, whole
from .stable import sigmoid, softplus


class Unit(NamedTuple):
    """Weights and bias of one unit, w (n,) and b, or of a layer, w (n, k) and b (k,); or the gradient of J in them."""
    w: np.ndarray | tuple[float, ...]
    b: np.ndarray | float


class Output(NamedTuple):
    """What units compute: weighted sums z and outputs yhat = step(z), (m,) for one unit, (m, k) for a layer."""
    z: np.ndarray
    yhat: np.ndarray


# One unit each, halfway between the sums that have to be told apart.
GATES = {"AND": Unit((1., 1.), -1.5), "OR": Unit((1., 1.), -0.5), "NOT": Unit((-1.,), 0.5),
         "NAND": Unit((-1., -1.), 1.5), "NOR": Unit((-1., -1.), 0.5)}


def threshold_unit(X: object, w: object, b: object = 0.0) -> Output:
    """Return what a linear threshold unit makes of each row of X: z = X w + b, yhat = step(z), and step(0) = 1.

    Shapes: X (m, n), w (n,), b a number; z and yhat (m,). Raises ValueError where they do not fit.
    Source: Payberah p. 8.

    >>> print(threshold_unit([[0, 0], [0, 1], [1, 0], [1, 1]], *GATES["AND"]).yhat)
    [0. 0. 0. 1.]
    """
    X = array("X", X, ("m", "n"))
    return _fire(X @ array("w", w, X.shape[1:]) + scalar("b", b))


def layer(X: object, W: object, b: object) -> Output:
    """Return what a layer of threshold units, a perceptron, makes of each row of X: z = X W + b, yhat = step(z).

    Shapes: X (m, n), W (n, k), b (k,); z and yhat (m, k). Raises ValueError where they do not fit.
    Source: Payberah p. 9, Fix p. 8.

    >>> print(layer([[0, 1], [1, 1]], [[1, 1, -1], [1, 1, -1]], [-1.5, -0.5, 1.5]).yhat)    # AND, OR, NAND
    [[0. 1. 1.]
     [1. 1. 0.]]
    """
    X = array("X", X, ("m", "n"))
    W = array("W", W, (X.shape[1], "k"))
    return _fire(X @ W + array("b", b, W.shape[1:]))


def mcculloch_pitts(X: object, more_than: int, inhibitory: int = 0) -> np.ndarray:
    """Return whether a McCulloch-Pitts neuron fires, 0 or 1 (m,), on inputs that are 0 or 1.

    It fires where more than `more_than` of its inputs are active, unless one of its last `inhibitory` inputs is: there
    are no weights. AND of n inputs is more_than = n - 1, OR is 0, NOT is -1 with its input inhibitory.
    Shapes: X (m, n). Raises ValueError for inputs other than 0 and 1. Source: Payberah p. 7.

    >>> print(mcculloch_pitts([[0, 0], [0, 1], [1, 1]], more_than=1), mcculloch_pitts([[0], [1]], -1, inhibitory=1))
    [0. 0. 1.] [1. 0.]
    """
    X = _binary("X", array("X", X, ("m", "n")))
    excitatory = X.shape[1] - count("inhibitory", inhibitory)
    if excitatory < 0:
        raise ValueError(f"inhibitory needs at most the {X.shape[1]} inputs that there are, got {inhibitory}")
    enough = X[:, :excitatory].sum(axis=1) > whole("more_than", more_than)
    return (enough & ~X[:, excitatory:].any(axis=1)).astype(X.dtype)


def with_bias(X: object) -> np.ndarray:
    """Return X with a feature phi_0 = 1 before the others, (m, 1 + n), so that w_0 is the bias.

    >>> print(with_bias([[0, 2]]))
    [[1. 0. 2.]]
    """
    X = array("X", X, ("m", "n"))
    return np.column_stack([np.ones(len(X), X.dtype), X])


def angle(w: object, phi: object) -> float:
    """Return the angle between w and phi in degrees, in [0, 180]: below 90 the output is +1.

    cos = w^T phi / |w| |phi|. Shapes: both (n,). Raises ValueError where one of them is 0. Source: Fix p. 11.

    >>> print(f"{angle([1, 0], [1, 1]):.1f}")
    45.0
    """
    w = array("w", w, ("n",))
    phi = array("phi", phi, w.shape)
    if not (w.any() and phi.any()):
        raise ValueError("w, phi needs two vectors that are not 0, got a zero vector")
    w, phi = w / np.abs(w).max(), phi / np.abs(phi).max()          # or a square could overflow
    a, c = np.linalg.norm(phi) * w, np.linalg.norm(w) * phi
    return float(np.degrees(2 * np.arctan2(np.linalg.norm(a - c), np.linalg.norm(a + c))))   # arccos loses small angles


def update(w: object, phi: object, y: int) -> np.ndarray:
    """Return w after Rosenblatt's rule on a misclassified example: w + phi for y = +1, w - phi for y = -1.

    It raises the margin y w^T phi by |phi|^2, enough or not. Shapes: w (n,), phi (n,). Source: Fix p. 12.

    >>> print(update([1, 1], [0, 2], -1))
    [ 1. -1.]
    """
    w = array("w", w, ("n",))
    return w + float(_signs(array("y", y, ()))) * array("phi", phi, w.shape)


class Update(NamedTuple):
    """One correction: in which epoch (from 1), on which row i, w before and after, and the margin of row i for both."""
    epoch: int
    i: int
    before: np.ndarray
    after: np.ndarray
    margin_before: float
    margin_after: float


class Run(NamedTuple):
    """Rosenblatt's rule from w = 0: the last w, every update, the epochs run, and whether the last had no mistake."""
    w: np.ndarray
    updates: list[Update]
    epochs: int
    converged: bool


def rosenblatt(Phi: object, y: object, epochs: int = 100) -> Run:
    """Return the whole course of Rosenblatt's rule from w = 0, the examples taken in turn until all are right.

    Where y_i w^T phi_i <= 0, w <- w + y_i phi_i. It ends with the first epoch without a mistake, which is counted, or
    after `epochs`; a learning rate would only scale w. With separable data it converges, `novikoff` says how soon.
    Shapes: Phi (m, n), y (m,) of -1 and +1. Raises ValueError for other targets. Source: Fix p. 12.

    >>> run = rosenblatt(with_bias([[0, 0], [0, 1], [1, 0], [1, 1]]), [-1, 1, 1, 1])
    >>> print(run.w, run.epochs, len(run.updates), run.converged)
    [-1.  2.  2.] 6 9 True
    """
    Phi = array("Phi", Phi, ("m", "n"))
    y = _signs(array("y", y, Phi.shape[:1])).astype(Phi.dtype)
    w, updates = np.zeros_like(Phi[0]), []
    for epoch in range(1, count("epochs", epochs, least=1) + 1):
        known = len(updates)
        for i, (phi, sign) in enumerate(zip(Phi, y)):
            margin = sign * (w @ phi)
            if margin <= 0:
                after = w + sign * phi
                updates.append(Update(epoch, i, w, after, float(margin), float(sign * (after @ phi))))
                w = after
        if len(updates) == known:
            return Run(w, updates, epoch, True)
    return Run(w, updates, epoch, False)


class Novikoff(NamedTuple):
    """R = max |phi_i|, gamma = min y_i w^T phi_i / |w|, and the bound (R / gamma)^2 on the number of updates."""
    R: float
    gamma: float
    bound: float


def novikoff(Phi: object, y: object, w: object) -> Novikoff:
    """Return Novikoff's bound on the updates of `rosenblatt`, from any w that separates the examples.

    Each update adds at least gamma to w^T w* / |w*| and at most R^2 to |w|^2, so k gamma <= |w| <= R sqrt(k). The w of
    the widest margin gives the least bound. Shapes: Phi (m, n), y (m,) of -1 and +1, w (n,).
    Raises ValueError where w does not separate. Source: Novikoff (1962).

    >>> print("R = {:.3f}, gamma = {:.3f}, bound = {:.0f}".format(*novikoff([[1, 0], [1, 1]], [-1, 1], [-1, 2])))
    R = 1.414, gamma = 0.447, bound = 10
    """
    Phi = array("Phi", Phi, ("m", "n"))
    w = array("w", w, Phi.shape[1:])
    w = w / (np.abs(w).max() or 1.0)             # its length does not matter, and its square could vanish or overflow
    margin = _signs(array("y", y, Phi.shape[:1])) * (Phi @ w)
    if margin.min() <= 0:
        raise ValueError(f"w needs y w^T phi > 0 on every row, got {margin.min():.4g} on row {margin.argmin()}")
    R, gamma = np.linalg.norm(Phi, axis=1).max(), margin.min() / np.linalg.norm(w)
    return Novikoff(float(R), float(gamma), float((R / gamma) ** 2))


def logistic_cost(X: object, Y: object, W: object, b: object, one_sided: bool = False) -> np.ndarray:
    """Return the cross-entropy of each of k logistic units yhat = sigma(X W + b), a mean over the examples, in nats.

    J = -mean [y log yhat + (1 - y) log(1 - yhat)] = mean zeta((1 - 2 y) z), z = X W + b. With `one_sided` the second
    term is left out, as Payberah p. 14 prints and programs it: a mistake, since yhat = 1 everywhere then costs nothing.
    His program averages over the k units too. Shapes: X (m, n), W (n, k), b and J (k,), Y (m, k) of 0 and 1.
    Raises ValueError for other targets and shapes. Source: Payberah p. 11 and 14, errata P-02 and P-04.

    >>> print(logistic_cost([[0, 1]], [[0, 1]], [[0, 0], [0, 2]], [0, 0]).round(4))
    [0.6931 0.1269]
    """
    X, Y, theta = _checked(X, Y, W, b)
    return _cost(X, Y, theta, kind("one_sided", one_sided, bool))


def logistic_gradient(X: object, Y: object, W: object, b: object, one_sided: bool = False) -> Unit:
    """Return the gradient of each unit's J in its weights and bias, dw (n, k) and db (k,).

    G = (yhat - Y) / m,  dW = X^T G,  db = sum of the rows of G; `one_sided`: G = Y (yhat - 1) / m, which is never
    positive, so that no bias ever falls. Shapes and errors as for `logistic_cost`.
    Source: Payberah p. 11, erratum P-01.

    >>> print(logistic_gradient([[0, 1]], [[1]], [[0], [0]], [0]).w.tolist())
    [[0.0], [-0.5]]
    """
    X, Y, theta = _checked(X, Y, W, b)
    return _gradient(X, Y, theta, kind("one_sided", one_sided, bool))


class Trained(NamedTuple):
    """The layer after training, W (n, k) and b (k,), and J (epochs + 1, k): the cost before and after each step."""
    W: np.ndarray
    b: np.ndarray
    J: np.ndarray


def train_logistic(X: object, Y: object, W: object, b: object, epsilon: float = 0.1, epochs: int = 100,
                   one_sided: bool = False) -> Trained:
    """Return the logistic units after `epochs` steps of gradient descent, all examples at once in each.

    W <- W - epsilon dW,  b <- b - epsilon db. Each unit learns alone, so that a start at W = 0 does no harm here.
    Shapes and errors as for `logistic_cost`; epsilon > 0. Source: Payberah p. 13-17.

    >>> X, AND = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [0], [0], [1]]
    >>> for wrong in (False, True):
    ...     W, b, J = train_logistic(X, AND, np.zeros((2, 1)), [0], epsilon=1.0, epochs=1000, one_sided=wrong)
    ...     print(layer(X, W, b).yhat.ravel(), f"J = {J[-1, 0]:.4f}")
    [0. 0. 0. 1.] J = 0.0174
    [1. 1. 1. 1.] J = 0.0003
    """
    X, Y, theta = _checked(X, Y, W, b)
    epsilon, wrong = scalar("epsilon", epsilon, above=0), kind("one_sided", one_sided, bool)
    J = [_cost(X, Y, theta, wrong)]
    for _ in range(count("epochs", epochs)):
        theta = Unit(*(value - epsilon * slope for value, slope in zip(theta, _gradient(X, Y, theta, wrong))))
        J.append(_cost(X, Y, theta, wrong))
    return Trained(*theta, np.array(J))


def _fire(z: np.ndarray) -> Output:
    return Output(z, (z >= 0).astype(z.dtype))


def _cost(X: np.ndarray, Y: np.ndarray, theta: Unit, one_sided: bool) -> np.ndarray:
    z = X @ theta.w + theta.b
    L = Y * softplus(-z) if one_sided else softplus((1 - 2 * Y) * z)
    return L.mean(axis=0)


def _gradient(X: np.ndarray, Y: np.ndarray, theta: Unit, one_sided: bool) -> Unit:
    yhat = sigmoid(X @ theta.w + theta.b)
    G = (Y * (yhat - 1) if one_sided else yhat - Y) / len(X)
    return Unit(X.T @ G, G.sum(axis=0))


def _checked(X: object, Y: object, W: object, b: object) -> tuple[np.ndarray, np.ndarray, Unit]:
    X = array("X", X, ("m", "n"))
    W = array("W", W, (X.shape[1], "k"))
    Y = _binary("Y", array("Y", Y, (len(X), W.shape[1]))).astype(X.dtype)
    return X, Y, Unit(W, array("b", b, W.shape[1:]))


def _binary(name: str, value: np.ndarray) -> np.ndarray:
    return _among(name, value, (0, 1))


def _signs(y: np.ndarray) -> np.ndarray:
    return _among("y", y, (-1, 1))


def _among(name: str, value: np.ndarray, two: tuple[int, int]) -> np.ndarray:
    other = value[~np.isin(value, two)]
    if other.size:
        raise ValueError(f"{name} needs {two[0]} or {two[1]}, got {other[0]:g}")
    return value

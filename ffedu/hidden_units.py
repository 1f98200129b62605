"""Hidden units that act on each pre-activation alone: g, its derivative dg beside it, and what happens at a kink.

    a   pre-activation X W + c, any shape       h   g(a), the shape of a
    g   the activation function                 dg  its derivative in a, the shape of a
    alpha   the slope of a rectifier for a < 0, or the depth -alpha to which an elu falls

At a kink dg returns one of the two slopes, or 0 where they are -1 and 1; each function says which. `slopes` gives both.
float32 in, float32 out; integers are taken as float64; inputs are not changed. A NaN stays a NaN in h; in the dg of a
unit made of straight pieces it counts as inactive. Units that see a vector, maxout and rbf, are in `vector_units`.
Source: DL section 6.3, Srihari 3.5-3.25, Fix p. 36 and 49, Payberah p. 36-37.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ._check import finite, kind, real, scalar, short
from .stable import sigmoid, softplus

# float32 constants leave both precisions as they are.
ZERO, ONE = np.float32(0), np.float32(1)


def relu(a: object) -> np.ndarray:
    """Return the rectified linear unit max{0, a}: 0 at -inf, inf at +inf. Source: Srihari 3.9 and 3.11.

    >>> print(relu([-2., 0., 3.]))
    [0. 0. 3.]
    """
    return np.maximum(real("a", a), ZERO)


def drelu(a: object) -> np.ndarray:
    """Return the slope of relu: 1 where a > 0 (active), 0 elsewhere; at 0 the left slope 0, as software returns.

    >>> print(drelu([-2., 0., 3.]))
    [0. 0. 1.]
    """
    a = real("a", a)
    return (a > ZERO).astype(a.dtype)


def prelu(a: object, alpha: object) -> np.ndarray:
    """Return the family of rectifiers h = max{0, a} + alpha min{0, a}.

    alpha = 0 is relu, 0.01 leaky relu, -1 the absolute value, 1 the identity; learned, it is the parametric relu.
    Shapes: a (..., n), alpha one number or (n,). At -inf it is -alpha inf, which is a NaN for alpha = 0.
    Raises ValueError where they do not fit or alpha is not finite. Source: DL section 6.3.1, Srihari 3.14.

    >>> print(prelu([[-2., -2., 3.]], [0.25, -1., 0.25]))
    [[-0.5  2.   3. ]]
    """
    a, alpha = _rectifier(a, alpha)
    return np.maximum(a, ZERO) + alpha * np.minimum(a, ZERO)


def dprelu(a: object, alpha: object) -> np.ndarray:
    """Return the derivative of prelu in a: 1 where a > 0, alpha elsewhere; at 0 the left slope alpha.

    >>> print(dprelu([-2., 0., 3.], 0.25))
    [0.25 0.25 1.  ]
    """
    a, alpha = _rectifier(a, alpha)
    return np.where(a > ZERO, a.dtype.type(1), alpha)


def dprelu_dalpha(a: object, alpha: object) -> np.ndarray:
    """Return the derivative of prelu in alpha, min{0, a}; an alpha gets the sum of G times this over its entries.

    >>> print(dprelu_dalpha([-2., 0., 3.], 0.25))
    [-2.  0.  0.]
    """
    return np.minimum(_rectifier(a, alpha)[0], ZERO)


def leaky_relu(a: object, alpha: float = 0.01) -> np.ndarray:
    """Return the leaky relu, prelu with a small fixed alpha. Source: Srihari 3.14.

    >>> print(leaky_relu([-2., 0., 3.]))
    [-0.02  0.    3.  ]
    """
    return prelu(a, alpha)


def dleaky_relu(a: object, alpha: float = 0.01) -> np.ndarray:
    """Return the slope of the leaky relu: 1 where a > 0, alpha elsewhere; at 0 the left slope alpha.

    >>> print(dleaky_relu([-2., 0., 3.]))
    [0.01 0.01 1.  ]
    """
    return dprelu(a, alpha)


def absolute(a: object) -> np.ndarray:
    """Return absolute value rectification |a|, prelu with alpha = -1. Source: Srihari 3.14.

    >>> print(absolute([-2., 0., 3.]))
    [2. 0. 3.]
    """
    return np.abs(real("a", a))


def dabsolute(a: object) -> np.ndarray:
    """Return the slope of |a|: the sign of a; at 0, between the slopes -1 and 1, it is 0.

    >>> print(dabsolute([-2., 0., 3.]))
    [-1.  0.  1.]
    """
    a = real("a", a)
    return np.where(np.isnan(a), ZERO, np.sign(a))[()]


def elu(a: object, alpha: float = 1.) -> np.ndarray:
    """Return the exponential linear unit: a where a > 0, alpha (exp(a) - 1) elsewhere; -alpha at -inf.

    exp is taken of min{0, a} only, so it cannot overflow, and expm1 keeps the digits of small a.
    Raises ValueError for alpha <= 0. Source: Clevert, Unterthiner and Hochreiter (2016), Fix p. 49 (its third curve).

    >>> print([f"{h:.4f}" for h in elu([-1e4, -1., 3.])])
    ['-1.0000', '-0.6321', '3.0000']
    """
    a = real("a", a)
    alpha = a.dtype.type(scalar("alpha", alpha, above=0))
    return np.maximum(a, ZERO) + alpha * np.expm1(np.minimum(a, ZERO))


def delu(a: object, alpha: float = 1.) -> np.ndarray:
    """Return the slope of elu: 1 where a > 0, alpha exp(a) elsewhere; at 0 the left slope alpha, no kink if alpha = 1.

    >>> print([f"{slope:.4f}" for slope in delu([-1., 0., 3.])])
    ['0.3679', '1.0000', '1.0000']
    """
    a = real("a", a)
    alpha = a.dtype.type(scalar("alpha", alpha, above=0))
    return np.where(a > ZERO, a.dtype.type(1), alpha * np.exp(np.minimum(a, ZERO)))


def dsigmoid(a: object) -> np.ndarray:
    """Return the slope of the sigmoid, sigma(a) sigma(-a) = sigma(a) (1 - sigma(a)), in (0, 1/4]; 0 at -inf and +inf.

    With e = exp(-|a|) it is e / (1 + e)^2, which keeps its digits where 1 - sigma(a) rounds to 0. Source: Fix p. 27.

    >>> print([f"{slope:.2e}" for slope in dsigmoid([0., 5., 40.])])
    ['2.50e-01', '6.65e-03', '4.25e-18']
    """
    e = np.exp(-np.abs(real("a", a)))
    return e / np.square(ONE + e)


def tanh(a: object) -> np.ndarray:
    """Return tanh(a) = 2 sigma(2a) - 1, in (-1, 1); -1 at -inf, 1 at +inf. Source: DL eq. 6.39, Srihari 3.21.

    >>> print(tanh([-1e4, 0., 1e4]))
    [-1.  0.  1.]
    """
    return np.tanh(real("a", a))


def dtanh(a: object) -> np.ndarray:
    """Return the slope of tanh, 1 - tanh(a)^2 = 4 sigma'(2a), in (0, 1], with its digits far out; 0 at -inf and +inf.

    >>> print([f"{slope:.2e}" for slope in dtanh([0., 5., 40.])])
    ['1.00e+00', '1.82e-04', '7.22e-35']
    """
    return np.float32(4) * dsigmoid(np.float32(2) * real("a", a))


dsoftplus = sigmoid                                      # zeta' = sigma: the smooth version of relu's step


def hard_tanh(a: object) -> np.ndarray:
    """Return max{-1, min{1, a}}, in [-1, 1]: tanh made of straight pieces. Source: Srihari 3.25.

    >>> print(hard_tanh([-2., 0.5, 3.]))
    [-1.   0.5  1. ]
    """
    return np.maximum(-ONE, np.minimum(ONE, real("a", a)))


def dhard_tanh(a: object) -> np.ndarray:
    """Return the slope of hard_tanh: 1 where |a| < 1, 0 elsewhere; at -1 and 1 the outer slope 0.

    >>> print(dhard_tanh([-1., 0.5, 3.]))
    [0. 1. 0.]
    """
    a = real("a", a)
    return (np.abs(a) < ONE).astype(a.dtype)


def cos(a: object) -> np.ndarray:
    """Return the cosine of a in radians, in [-1, 1]; it has no limit at -inf and +inf: NaN. Source: Srihari 3.25.

    >>> print([f"{h:.4f}" for h in cos([0., 1., np.pi])])
    ['1.0000', '0.5403', '-1.0000']
    """
    return np.cos(real("a", a))


def dcos(a: object) -> np.ndarray:
    """Return the slope of the cosine, -sin(a).

    >>> print([f"{slope:.4f}" for slope in dcos([1., np.pi / 2])])
    ['-0.8415', '-1.0000']
    """
    return -np.sin(real("a", a))


def linear(a: object) -> np.ndarray:
    """Return a itself, in an array of its own: the unit whose layers collapse into one. Source: Srihari 1.28.

    >>> print(linear([-2., 3.]))
    [-2.  3.]
    """
    return +real("a", a)


def dlinear(a: object) -> np.ndarray:
    """Return the slope of the linear unit, 1 everywhere.

    >>> print(dlinear([-2., 3.]))
    [1. 1.]
    """
    return np.ones_like(real("a", a))


def step(a: object) -> np.ndarray:
    """Return the threshold unit: 1 where a >= 0, 0 elsewhere. Source: Payberah p. 8 and 36.

    >>> print(step([-0.5, 0., 0.5]))
    [0. 1. 1.]
    """
    a = real("a", a)
    return np.where(np.isnan(a), a, (a >= ZERO).astype(a.dtype))


def dstep(a: object) -> np.ndarray:
    """Return 0, the slope of step where it has one (not at 0), so it cannot be trained. Source: Payberah p. 36.

    >>> print(dstep([-0.5, 0., 0.5]))
    [0. 0. 0.]
    """
    return np.zeros_like(real("a", a))


class Unit(NamedTuple):
    """An elementwise unit: g, dg, and its kinks, each (place, left slope, right slope)."""
    g: Callable[[object], np.ndarray]
    dg: Callable[[object], np.ndarray]
    kinks: tuple[tuple[float, float, float], ...] = ()


UNITS: dict[str, Unit] = {
    "relu": Unit(relu, drelu, ((0., 0., 1.),)),
    "leaky_relu": Unit(leaky_relu, dleaky_relu, ((0., 0.01, 1.),)),
    "absolute": Unit(absolute, dabsolute, ((0., -1., 1.),)),
    "elu": Unit(elu, delu),
    "sigmoid": Unit(sigmoid, dsigmoid),
    "tanh": Unit(tanh, dtanh),
    "softplus": Unit(softplus, dsoftplus),
    "hard_tanh": Unit(hard_tanh, dhard_tanh, ((-1., 0., 1.), (1., 1., 0.))),
    "cos": Unit(cos, dcos),
    "linear": Unit(linear, dlinear),
    "step": Unit(step, dstep, ((0., np.inf, 0.),)),      # (step(0) - step(-t)) / t = 1/t: the jump, seen from the left
}


class Slopes(NamedTuple):
    """The one-sided derivatives of a unit, each of a's shape."""
    left: np.ndarray
    right: np.ndarray


def slopes(name: str, a: object) -> Slopes:
    """Return the left and the right derivative of the unit of that name in UNITS, elementwise.

    left = lim (g(a) - g(a - t)) / t and right = lim (g(a + t) - g(a)) / t for t -> 0 from above: at a kink they differ,
    elsewhere both are dg(a). Raises ValueError for a name not in UNITS. Source: DL section 6.3, Srihari 3.8-3.9.

    >>> left, right = slopes("relu", [-2., 0., 3.])
    >>> print(left, right)
    [0. 0. 1.] [0. 1. 1.]
    """
    if kind("name", name, str) not in UNITS:
        raise ValueError(f"name needs one of {', '.join(UNITS)}, got {short(name)}")
    a = real("a", a)
    left = right = UNITS[name].dg(a)
    for place, at_left, at_right in UNITS[name].kinks:
        left = np.where(a == place, a.dtype.type(at_left), left)
        right = np.where(a == place, a.dtype.type(at_right), right)
    return Slopes(left, right)


def _rectifier(a: object, alpha: object) -> tuple[np.ndarray, np.ndarray]:
    a, alpha = real("a", a), finite("alpha", real("alpha", alpha))
    if alpha.shape not in ((), a.shape[-1:]):
        raise ValueError(f"alpha needs one number or one for each unit, {a.shape[-1:]}, got shape {alpha.shape}")
    return a, alpha.astype(a.dtype)

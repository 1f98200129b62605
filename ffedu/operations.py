"""Operations: what each computes and, beside it, how a gradient goes back through it.

    u    the result            a, b, A, B, z   the inputs          G   the gradient of J in u, of u's shape
    i    the input whose gradient is wanted                        f, bprop   see `ffedu.graph.Operation`

Inputs of unlike shapes are broadcast as numpy does; `fit` sums G over what was repeated. The rules are written in
operations, so they can be differentiated again. float32 stays float32. The first part is what the XOR network needs.
Source: DL section 6.5.6, Srihari 5.49-5.53.

>>> X, y = Node([[0, 0], [0, 1], [1, 0], [1, 1]]), Node([0, 1, 1, 0])
>>> W, c, w, b = Node([[1, 1], [1, 1]]), Node([0, -1]), Node([1, -2]), Node(0.5)
>>> J = mean(sqr(relu(X @ W + c) @ w + b - y))
>>> print(J.value, *grad(J, [w, b]))
0.25 [1.   0.25] 1.0
"""
from __future__ import annotations

import math

import numpy as np

from . import stable
from ._check import scalar
from .graph import Node, Operation, Value, grad
from .shapes import Reshape, fit, mean, sum, transpose


class Add(Operation):
    """a + b, broadcast: G goes to both."""

    def f(self, a, b):
        return a + b

    def bprop(self, u, i, G, x):
        return fit(G, x[i])


class Subtract(Operation):
    """a - b, broadcast: G to a, -G to b."""

    def f(self, a, b):
        return a - b

    def bprop(self, u, i, G, x):
        return fit(-G if i else G, x[i])


class Multiply(Operation):
    """a b, elementwise and broadcast: G b to a, G a to b."""

    def f(self, a, b):
        return a * b

    def bprop(self, u, i, G, x):
        return fit(G * x[1 - i], x[i])


class Sqr(Operation):
    """a^2: 2 G a."""

    def f(self, a):
        return a * a

    def bprop(self, u, i, G, x):
        a, = x
        return (G + G) * a


class MatMul(Operation):
    """A B, of matrices or vectors: G B^T to A, A^T G to B. Source: DL eq. 6.46, Srihari 5.50."""

    def f(self, A, B):
        try:
            if 0 < A.ndim < 3 and 0 < B.ndim < 3:
                return A.dot(B)
        except (AttributeError, ValueError):     # a float has no ndim; dot refuses what does not fit
            pass
        raise ValueError(f"A B needs columns of A = rows of B, got A {np.shape(A)}, B {np.shape(B)}")

    def bprop(self, u, i, G, x):
        A, B = x
        if i:
            return A.T.dot(G) if len(A.shape) == 2 else _outer(A, G)
        return G.dot(B.T) if len(B.shape) == 2 else _outer(G, B)


class Affine(Operation):
    """X W + c as one node: G W^T to X, X^T G to W, the sum of G over the rows to c."""

    def f(self, X, W, c):
        u = product = matmul.f(X, W)
        try:
            u += c                               # in place: the product is nobody else's
        except ValueError:
            u = None
        if u is None or u.shape != product.shape:
            raise ValueError(f"X W + c needs c that fits X W {product.shape}, got c {np.shape(c)}")
        return u

    def bprop(self, u, i, G, x):
        return fit(G, x[i]) if i == 2 else matmul.bprop(u, i, G, x[:2])


class Relu(Operation):
    """max{0, a}: G where a > 0, else 0; at 0 the derivative is taken as 0. Source: Srihari 5.61."""

    def f(self, a):
        return np.maximum(a, 0.0)

    def bprop(self, u, i, G, x):
        a, = x
        return G * (a > 0.0)


class Greater(Operation):
    """1 where a > b, else 0: piecewise constant, so no gradient passes."""

    def f(self, a, b):
        return np.greater(a, b).astype(np.result_type(a, b))

    def bprop(self, u, i, G, x):
        zero = np.zeros(getattr(x[i], "shape", ()), getattr(x[i], "dtype", float))[()]
        return Node(zero) if type(x[i]) is Node else zero


class Negative(Operation):
    """-a: -G."""

    def f(self, a):
        return -a

    def bprop(self, u, i, G, x):
        return -G


class Divide(Operation):
    """a / b, elementwise and broadcast: G / b to a, -G u / b to b."""

    def f(self, a, b):
        return a / b

    def bprop(self, u, i, G, x):
        a, b = x
        return fit(-G * u / b, b) if i else fit(G / b, a)


class Power(Operation):
    """a^n for a constant n: G n a^(n-1), which is 0 for n = 0."""

    def __init__(self, n: float):
        self.n = scalar("n", n)

    def f(self, a):
        return float(np.power(a, self.n)) if type(a) is float else a ** self.n      # Python's own may be complex, or raise

    def bprop(self, u, i, G, x):
        a, = x
        return G * (self.n * power(a, self.n - 1.0)) if self.n else G * 0.0


class Exp(Operation):
    """e^a: G u."""

    def f(self, a):
        return np.exp(a)

    def bprop(self, u, i, G, x):
        return G * u


class Log(Operation):
    """The natural logarithm of a: G / a."""

    def f(self, a):
        return np.log(a)

    def bprop(self, u, i, G, x):
        a, = x
        return G / a


class Sigmoid(Operation):
    """sigma(a): G u (1 - u). Source: Fix p. 27."""

    def f(self, a):
        return _logistic(a) if type(a) is float else stable.sigmoid(a)

    def bprop(self, u, i, G, x):
        return G * (u * (1.0 - u))


class Tanh(Operation):
    """tanh a: G (1 - u^2)."""

    def f(self, a):
        return np.tanh(a)

    def bprop(self, u, i, G, x):
        return G * (1.0 - u * u)


class Softplus(Operation):
    """zeta(a) = log(1 + e^a): G sigma(a)."""

    def f(self, a):
        return stable.softplus(a)

    def bprop(self, u, i, G, x):
        a, = x
        return G * sigmoid(a)


class Absolute(Operation):
    """|a|: G where a > 0, -G where a < 0; at 0 the derivative is taken as 0."""

    def f(self, a):
        return abs(a)

    def bprop(self, u, i, G, x):
        a, = x
        return G * (a > 0.0) - G * (a < 0.0)


class Maximum(Operation):
    """The larger of a and b, elementwise and broadcast: G to the larger; a tie goes to a."""

    def f(self, a, b):
        return np.maximum(a, b)

    def bprop(self, u, i, G, x):
        a, b = x
        return fit(G * (b > a), b) if i else fit(G - G * (b > a), a)


add, subtract, multiply, divide, negative = Add(), Subtract(), Multiply(), Divide(), Negative()
matmul, affine = MatMul(), Affine()
sqr, exp, log, sigmoid, tanh, softplus = Sqr(), Exp(), Log(), Sigmoid(), Tanh(), Softplus()
relu, greater, absolute, maximum = Relu(), Greater(), Absolute(), Maximum()


Node.__add__, Node.__radd__ = add.infix()
Node.__sub__, Node.__rsub__ = subtract.infix()
Node.__mul__, Node.__rmul__ = multiply.infix()
Node.__truediv__, Node.__rtruediv__ = divide.infix()
Node.__matmul__, Node.__rmatmul__ = matmul.infix()
Node.__gt__, Node.__lt__ = greater.infix()
Node.__neg__, Node.__abs__, Node.__pow__ = lambda a: negative(a), lambda a: absolute(a), lambda a, n: power(a, n)
Node.T, Node.dot, Node.sum = property(lambda A: transpose(A)), Node.__matmul__, lambda a, axis=None: sum(a, axis)
Node.reshape = lambda a, shape: Reshape(shape)(a)


def power(a: Value | Node, n: float) -> Value | Node:
    """Return a^n for a constant n.

    >>> print(power(np.array([1.0, 2.0]), 3))
    [1. 8.]
    """
    return Power(n)(a)


def _outer(p: Value | Node, q: Value | Node) -> Value | Node:
    """p_i q_j of two vectors; where one is a single number, the product."""
    return p.reshape(p.shape + (1,)) * q if getattr(p, "shape", ()) and getattr(q, "shape", ()) else p * q


def _logistic(a: float) -> float:
    e = math.exp(-abs(a))
    return 1.0 / (1.0 + e) if a >= 0.0 else e / (1.0 + e)

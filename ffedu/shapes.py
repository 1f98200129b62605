"""Operations that move numbers and sum them, and the two that undo broadcasting.

    u   the result        a, A   the input        G   the gradient of J in u, of u's shape

To repeat a number and to sum are each other's rule of back-propagation: a number that was copied gets the sum of
what its copies get, and of a sum every term gets the whole. Source: DL section 6.5.6, Srihari 5.51.
"""
from __future__ import annotations

import math

import numpy as np

from ._check import count, kind, real, short, whole
from .graph import Node, Operation, Value

_add = np.add.reduce                             # on small arrays, half the time of .sum()


class Transpose(Operation):
    """A^T: G^T."""

    def f(self, A):
        return getattr(A, "T", A)

    def bprop(self, u, i, G, x):
        return getattr(G, "T", G)


class Reshape(Operation):
    """The same numbers in another shape: G in the old one."""

    def __init__(self, shape: tuple[int, ...]):
        self.to = shape

    def f(self, a):
        return np.asarray(a).reshape(self.to)[()]        # [()]: a single number is one

    def bprop(self, u, i, G, x):
        a, = x
        return Reshape(getattr(a, "shape", ()))(G)


class Sum(Operation):
    """The sum of all entries, or along one axis: G repeated."""

    def __init__(self, axis: int | None = None, keepdims: bool = False):
        self.axis, self.keepdims = axis, keepdims

    def f(self, a):
        return _add(a, self.axis, keepdims=self.keepdims)

    def bprop(self, u, i, G, x):
        a, = x
        if self.axis is not None and not self.keepdims:
            G = Reshape(tuple(1 if k == self.axis % len(a.shape) else n for k, n in enumerate(a.shape)))(G)
        return spread(G, a)


class Mean(Operation):
    """The mean of all n entries: G / n to each."""

    def f(self, a):
        return _add(a, None) / getattr(a, "size", 1)

    def bprop(self, u, i, G, x):
        a, = x
        return spread(G / math.prod(getattr(a, "shape", ())), a)


class Spread(Operation):
    """a repeated to a larger shape: G summed back. The other way round from SumTo."""

    def __init__(self, shape: tuple[int, ...], dtype: np.dtype):
        self.to, self.dtype = shape, dtype

    def f(self, a):
        return _repeated(a, self.to, self.dtype)

    def bprop(self, u, i, G, x):
        a, = x
        return fit(G, a)


class SumTo(Operation):
    """a summed over the axes that the smaller shape lacks, or has as 1: G repeated."""

    def __init__(self, shape: tuple[int, ...]):
        self.to = shape

    def f(self, a):
        return _summed(a, self.to)

    def bprop(self, u, i, G, x):
        a, = x
        return spread(G, a)


transpose, mean = Transpose(), Mean()


def fit(G: Value | Node, x: Value | Node) -> Value | Node:
    """Return G summed over the axes along which x was repeated, so that it has x's shape.

    >>> print(fit(np.ones((4, 2)), np.zeros(2)), fit(np.ones((4, 2)), np.zeros((1, 1))))
    [4. 4.] [[8.]]
    """
    if type(G) is float:                         # one number: nothing was repeated
        return G
    shape = getattr(x, "shape", ())
    if getattr(G, "shape", None) == shape:
        return G
    return SumTo(shape)(G) if type(G) is Node else _summed(G, shape)


def spread(G: Value | Node, x: Value | Node) -> Value | Node:
    """Return G repeated to x's shape, in x's precision.

    >>> print(spread(2.0, np.zeros(3)))
    [2. 2. 2.]
    """
    shape = getattr(x, "shape", ())
    if getattr(G, "shape", ()) == shape:
        return G
    dtype = getattr(x, "dtype", np.dtype(float))
    return Spread(shape, dtype)(G) if type(G) is Node else _repeated(G, shape, dtype)


def reshape(a: Value | Node, shape: tuple[int, ...]) -> Value | Node:
    """Return the entries of a, in their order, in another shape.

    Raises ValueError where the number of entries differs.

    >>> print(reshape(np.arange(4.0), (2, 2)))
    [[0. 1.]
     [2. 3.]]
    """
    a = a if type(a) is Node else real("a", a)
    to = tuple([count("shape", n) for n in kind("shape", shape, tuple)])
    if math.prod(to) != math.prod(a.shape):
        raise ValueError(f"shape needs as many entries as {a.shape}, got {to}")
    return Reshape(to)(a)


def sum(a: Value | Node, axis: int | None = None, keepdims: bool = False) -> Value | Node:
    """Return the sum of all entries of a, or the sums along one axis, which `keepdims` leaves with length 1.

    Raises ValueError where a has no such axis.

    >>> print(sum(np.ones((4, 2))), sum(np.ones((4, 2)), axis=0))
    8.0 [4. 4.]
    """
    a = a if type(a) is Node else real("a", a)
    if axis is not None and not -len(a.shape) <= whole("axis", axis) < len(a.shape):
        raise ValueError(f"axis needs to be one of the {len(a.shape)} of shape {a.shape}, got {axis}")
    return Sum(axis, kind("keepdims", keepdims, bool))(a)


def _summed(a: Value, shape: tuple[int, ...]) -> Value:
    given = a
    try:
        while a.ndim > len(shape):
            a = _add(a, 0)
        if a.shape != shape:
            a = _add(a, tuple([i for i, n in enumerate(shape) if n != a.shape[i]]), keepdims=True)
        if a.shape == shape:
            return a
    except (AttributeError, IndexError):         # a float, or fewer axes than there should be
        pass
    raise ValueError(f"G needs a shape to which {shape} broadcasts, got {getattr(given, 'shape', short(given))}")


def _repeated(a: Value, shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    u = np.empty(shape, dtype)
    try:
        u[...] = a
    except (TypeError, ValueError):
        raise ValueError(f"G needs a shape that broadcasts to {shape}, got {getattr(a, 'shape', short(a))}") from None
    return u

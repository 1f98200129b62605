"""A computational graph, and back-propagation on it in its general form.

    u       a node: a variable or constant, or the result of an operation on other nodes, its inputs
    x       the inputs of u, x_i the one at place i: numbers, or nodes where a graph is wanted
    J       the node whose gradients are wanted, a single number
    G       the gradient of J in u, of u's shape: what arrives at u from the nodes that use it
    grad_table   {u: G}

Nodes are made in an order in which they can be computed. In the reverse of that order each G is complete before
it is passed on, so back-propagation is one loop, without recursion: a chain of a million nodes is no deeper than
a chain of three. Source: DL section 6.5.6, Algorithms 6.5 and 6.6 (Algorithms 5 and 6 in Srihari 5.46-5.55).
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from operator import attrgetter

import numpy as np

from ._check import kind, real, short

Value = float | np.ndarray
_tick, _new = count().__next__, object.__new__
_value, _made = attrgetter("value"), attrgetter("made")


class Node:
    """A variable or constant, `Node(value)`, or what an operation, its `op`, made of its `inputs`.

    The value is a float or an array of float32 or float64; lists and integers become float64. `x` holds the values
    that the inputs had, `name` is for listings and drawings. Arrays are not copied: to change one, make a new array
    and a new node. Operators (+ - * / ** @) and functions of nodes come from `ffedu.operations`.

    >>> import ffedu.operations
    >>> w = Node(3.0, name="w")
    >>> J = w * w + 1
    >>> J.value, grad(J, [w])
    (10.0, [6.0])
    """
    __slots__ = ("value", "op", "inputs", "x", "made", "name", "__weakref__")
    __array_ufunc__ = None                       # array * node is the node's to answer

    def __init__(self, value: object, name: str = ""):
        self.value, self.name, self.made = _number(value), name, _tick()
        self.op, self.inputs, self.x = None, (), ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value, () for a single number."""
        return getattr(self.value, "shape", ())

    @property
    def dtype(self) -> np.dtype:
        """The precision of the value, float64 for a Python float."""
        return getattr(self.value, "dtype", np.dtype(float))

    def __bool__(self) -> bool:
        raise TypeError(f"a truth needs the value of a node, u.value, got the node {self!r}")

    def __repr__(self) -> str:
        what = self.name or (self.op.name if self.op else "variable")
        return f"<{what} of shape {self.shape}>" if self.shape else f"<{what} {self.value:.9g}>"


class Operation:
    """A rule of computation, and beside it the rule that takes gradients back through it.

        f(*x)                the value of u, from the values of its inputs
        bprop(u, i, G, x)    (du/dx_i)^T G: what of G goes to input i, of x_i's shape; x is a tuple of all inputs

    bprop is written once, in terms of operations. With numbers for u, G and x it gives numbers; with nodes it gives
    nodes, the graph of the derivative. An operation called on nodes and numbers makes a node; on numbers alone, a
    number. Source: DL eq. 6.54, Srihari 5.51.
    """
    name = "operation"

    def __init_subclass__(cls) -> None:
        if "name" not in cls.__dict__:
            cls.name = cls.__name__.lower()

    def f(self, *x: Value) -> Value:
        """Return the value of the operation."""
        raise NotImplementedError(f"{type(self).__name__} needs a rule f(*x), got none")

    def bprop(self, u: Value | Node, i: int, G: Value | Node, x: tuple[Value | Node, ...]) -> Value | Node:
        """Return the gradient in input i."""
        raise NotImplementedError(f"{type(self).__name__} needs a rule bprop(u, i, G, x), got none")

    def __call__(self, *inputs: object) -> Node | Value:
        try:
            x = tuple(map(_value, inputs))
        except AttributeError:                   # numbers among them: constants, if there is a node beside them
            if Node not in map(type, inputs):
                return self.f(*map(_number, inputs))
            return self(*[p if type(p) is Node else Node(p) for p in inputs])
        return _result(self.f(*x), self, inputs, x)

    def infix(self) -> tuple[Callable, Callable]:
        """Return `a op b` and, for a number a on the left of a node b, its reflection: __call__ for two, in less time."""
        f = self.f

        def forward(a: Node, b: object) -> Node:
            if type(b) is not Node:
                b = Node(b)
            p, q = a.value, b.value
            u = _new(Node)                       # _result, without the call: on floats every call counts
            u.value, u.op, u.inputs = f(p, q), self, (a, b)
            u.x, u.name, u.made = (p, q), "", _tick()
            return u
        return forward, lambda b, a: forward(a if type(a) is Node else Node(a), b)


def _result(value: Value, op: Operation, inputs: tuple[Node, ...], x: tuple[Value, ...]) -> Node:
    u = _new(Node)                               # without __init__, which is for numbers that come from outside
    u.value, u.op, u.inputs = value, op, inputs
    u.x, u.name, u.made = x, "", _tick()         # later than all of its inputs
    return u


def grad(J: Node, wrt: Sequence[Node], symbolic: bool = False) -> list[Value] | list[Node]:
    """Return the gradients of J in the nodes `wrt`: numbers, or the graphs that compute them if `symbolic`.

    G in p = sum over the nodes u that use p, as input i, of u.op.bprop(u, i, G in u, x): one call for each edge on
    the way from `wrt` to J. A node that J does not depend on has the gradient 0. Gradients may share memory with one
    another (both inputs of a sum get the same array): copy one before changing it in place.
    Raises TypeError for what is no node, ValueError for a J of more than one number. Source: DL Algorithms 6.5, 6.6.

    >>> import ffedu.operations
    >>> x = Node(2.0)
    >>> dx, = grad(x ** 3, [x], symbolic=True)
    >>> dx.value, grad(dx, [x])
    (12.0, [12.0])
    """
    path, grad_table = _between(J, wrt)
    grad_table[J] = _one(J, kind("symbolic", symbolic, bool))
    for u in path:
        G, bprop, inputs = grad_table[u], u.op.bprop, u.inputs
        if symbolic:
            y, x = u, inputs
        else:
            y, x = u.value, u.x
        for i, p in enumerate(inputs):
            if p in grad_table:
                g, before = bprop(y, i, G, x), grad_table[p]
                grad_table[p] = g if before is None else before + g     # never +=: the array may stand elsewhere too
    return [_zero(p, symbolic) if grad_table[p] is None else grad_table[p] for p in wrt]


def nodes(J: Node) -> list[Node]:
    """Return J and all that it is computed from, each once, inputs before what uses them.

    >>> import ffedu.operations
    >>> x = Node(2.0, name="x")
    >>> nodes(x * x + 1)
    [<x 2>, <multiply 4>, <variable 1>, <add 5>]
    """
    made = _results(kind("J", J, Node))
    return sorted({J, *made, *[p for u in made for p in u.inputs]}, key=_made)


def _results(J: Node) -> list[Node]:
    """What operations made, J and before it, each once, in the order in which they made it."""
    found, seen = [J], set()
    for u in found:                              # grows while it is read, by what each edge comes from
        if u.op and u not in seen:
            seen.add(u)
            found += u.inputs
    return sorted(seen, key=_made)


def _between(J: Node, wrt: Sequence[Node]) -> tuple[list[Node], dict[Node, None]]:
    """The pruned graph G' of Algorithm 5, what leads from `wrt` to J: its results, latest first, and an empty table."""
    if not isinstance(wrt, (list, tuple)) or not wrt or set(map(type, wrt)) != {Node}:
        raise TypeError(f"wrt needs a list of nodes, got {short(wrt)}")
    grad_table, path = dict.fromkeys(wrt), []
    for u in _results(kind("J", J, Node)):
        for p in u.inputs:
            if p in grad_table:
                grad_table[u] = None
                path.append(u)
                break
    return path[::-1], grad_table


def _one(J: Node, symbolic: bool) -> Value | Node:
    """dJ/dJ, in the precision of J."""
    if J.shape:
        raise ValueError(f"J needs a single number, got shape {J.shape}")
    one = 1.0 if type(J.value) is float or J.dtype.kind != "f" else J.dtype.type(1)
    return Node(one) if symbolic else one


def _zero(p: Node, symbolic: bool) -> Value | Node:
    zero = 0.0 if type(p.value) is float else np.zeros_like(p.value)[()]      # p.value * 0 would be NaN for an infinite one
    return Node(zero) if symbolic else zero


def _number(value: object) -> Value:
    """A value that a node may hold."""
    if type(value) is float or type(value) is np.ndarray and value.ndim and value.dtype.char in "df":
        return value
    if isinstance(value, (int, np.integer, np.bool_)):
        return float(value)
    return real("a node", value)[()]             # [()]: a single number stays one

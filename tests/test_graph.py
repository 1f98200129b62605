"""The graph and its back-propagation: each edge once, nothing twice, no recursion, nothing kept alive."""
import gc
import tracemalloc
import weakref

import numpy as np
import pytest

from ffedu import worked_example, xor
from ffedu.graph import Node, Operation, grad, nodes
from ffedu.operations import add, affine, mean, multiply, relu, sigmoid, sqr, tanh

x = Node(2.0, name="x")
GOOD = {"grad": {"J": x * x, "wrt": [x], "symbolic": False}, "nodes": {"J": x * x}}


class Counted(Operation):
    """An operation that counts how often gradients go back through it."""

    def __init__(self, of):
        self.of, self.calls = of, 0

    def f(self, *x):
        return self.of.f(*x)

    def bprop(self, u, i, G, x):
        self.calls += 1
        return self.of.bprop(u, i, G, x)


def test_a_node_used_twice_gets_both_shares():
    x = Node(3.0)
    assert grad(x * x, [x]) == [6.0] and grad(x * x + x, [x]) == [7.0] and grad(x + x, [x]) == [2.0]
    assert grad(x * x * x - x * x, [x]) == [21.0]


def test_shares_are_added_without_touching_what_another_node_still_needs():
    """add hands the same array to both inputs: a += into it would give 40, 80."""
    x = Node([1.0, 2.0])
    twice = x + x
    assert grad(((twice + twice + x) * x).sum(), [x])[0].tolist() == [10, 20]
    assert grad(sqr(twice + twice + x).sum(), [x])[0].tolist() == [50, 100]


def test_asking_twice_gives_the_same():
    x, y = Node([1.0, -2.0]), Node([0.5, 3.0])
    J = (tanh(x * y) + x).sum()
    first, second = grad(J, [x, y]), grad(J, [x, y])
    for a, b in zip(first, second):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(grad(J, [y])[0], first[1])                  # alone as together


def test_one_bprop_for_each_edge_and_none_off_the_path():
    times, plus = Counted(multiply), Counted(add)
    n, u = 20, Node(1.0)
    start = u
    for _ in range(n):
        u = times(u, u)                          # 2n edges and 2^n paths
    assert grad(u, [start]) == [2.0**n] and times.calls == 2 * n
    times.calls = 0
    x, constant, other = Node(1.0), Node(5.0), Node(7.0)
    J = plus(times(x, constant), times(other, other))
    grad(J, [x])
    assert (times.calls, plus.calls) == (1, 1)                                # nothing for the constant, nor for other


def test_the_gradient_of_an_inner_node_can_be_asked_for():
    x = Node(3.0)
    u = x * x
    J = u * u
    assert grad(J, [u, x, J]) == [18.0, 108.0, 1.0]


def test_what_j_does_not_depend_on_has_the_gradient_zero():
    x, other = Node([1.0, 2.0]), Node(np.ones((2, 2), np.float32))
    zero, = grad(x.sum(), [other])
    assert zero.dtype == np.float32 and zero.tolist() == [[0, 0], [0, 0]]
    assert grad(x.sum(), [Node(1.0)], symbolic=True)[0].value == 0.0


@pytest.mark.parametrize("symbolic", [False, True])
def test_a_chain_of_a_hundred_thousand_nodes(symbolic):
    u = start = Node(1.0)
    for _ in range(100_000):
        u = u * 1.0
    g, = grad(u, [start], symbolic)
    assert (g.value if symbolic else g) == 1.0


def test_a_graph_is_freed_at_once_without_the_collector():
    gc.disable()
    try:
        x = Node(1.0)
        u = x
        for _ in range(1000):
            u = tanh(u)
        dead = weakref.ref(u.inputs[0])
        g, = grad(u, [x], symbolic=True)
        dead_gradient = weakref.ref(g)
        del u, g
        assert dead() is None and dead_gradient() is None
    finally:
        gc.enable()


def test_a_node_with_many_users_is_walked_once():
    u = Node(1.0)
    for _ in range(18):
        u = u * u                                # 2^18 paths lead back to the first node
    tracemalloc.start()
    assert len(nodes(u)) == 19
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000


class Leaky(Operation):
    """What a student might write: np.where makes an array without axes of a single number."""

    def f(self, a):
        return np.where(a > 0, a, 0.1 * a)

    def bprop(self, u, i, G, x):
        return G * np.where(x[0] > 0, 1.0, 0.1)


@pytest.mark.parametrize("symbolic", [False, True])
def test_the_gradient_begins_with_one_whatever_holds_the_value_of_j(symbolic):
    x, A, B = Node(3.0), Node([[1.0, 2.0]]), Node([[3.0], [4.0]])
    single = Node(np.float32([2.0]))
    cases = [((A @ B).reshape(()), A, [[3, 4]]), (x, x, 1.0), (single.sum(), single, [1])]
    for J, p, expected in cases if symbolic else [*cases, (Leaky()(x), x, 1.0)]:
        for _ in range(3):                       # memory that nobody wrote to need not be the same twice
            g, = grad(J, [p], symbolic)
            value = g.value if isinstance(g, Node) else g
            np.testing.assert_array_equal(value, expected)
            assert np.shape(value) == p.shape


class Twice(Operation):
    """Of a single number, whose gradient is a Python float."""

    def f(self, a):
        return 2.0 * float(a)

    def bprop(self, u, i, G, x):
        return G * 2.0


def test_a_product_of_vectors_takes_a_gradient_that_is_a_float():
    a = Node([1.0, 2.0, 3.0])
    for symbolic in (False, True):
        g, = grad(Twice()(a @ a), [a], symbolic)
        assert getattr(g, "value", g).tolist() == [4, 8, 12]


def test_what_j_does_not_depend_on_has_the_gradient_zero_even_where_it_is_infinite():
    x = Node([1.0, 2.0])
    for value in (np.array([np.inf, 1.0]), np.float32([[np.nan]]), float("inf"), np.float32("inf")):
        g, = grad(x.sum(), [Node(value)])
        assert not np.any(g) and np.shape(g) == np.shape(value) and np.asarray(g).dtype == np.asarray(value).dtype


def test_a_result_says_what_it_was_made_of():
    a, b = Node(2.0), Node([3.0, 4.0])
    for u, op, inputs in ((a * b, multiply, (a, b)), (tanh(b), tanh, (b,)), (multiply(b, a), multiply, (b, a))):
        assert u.op is op and u.inputs == inputs and all(x is p.value for x, p in zip(u.x, inputs, strict=True))
        assert u.made > max(p.made for p in inputs) and u.name == ""
    assert (a.op, a.inputs, a.x) == (None, (), ())


def test_nodes_come_each_once_and_after_their_inputs():
    x, y = Node(1.0), Node(2.0)
    u = x * y
    J = u * u + x
    order = nodes(J)
    assert len(order) == len(set(order)) == 5 and order[-1] is J
    for u in order:
        assert all(order.index(p) < order.index(u) for p in u.inputs)


def test_the_worked_example_from_eight_scalar_nodes():
    start, example = worked_example.Weights(), worked_example.Example()
    p = {name: Node(getattr(start, name)) for name in (*(f"w{i}" for i in range(1, 9)), "b1", "b2")}
    h1 = sigmoid(p["w1"] * example.x1 + p["w2"] * example.x2 + p["b1"])
    h2 = sigmoid(p["w3"] * example.x1 + p["w4"] * example.x2 + p["b1"])
    o1 = sigmoid(p["w5"] * h1 + p["w6"] * h2 + p["b2"])
    o2 = sigmoid(p["w7"] * h1 + p["w8"] * h2 + p["b2"])
    E = 0.5 * sqr(example.target_o1 - o1) + 0.5 * sqr(example.target_o2 - o2)
    step = worked_example.step()
    assert E.value == pytest.approx(step.E_total, rel=1e-15)
    for (name, node), g in zip(p.items(), grad(E, list(p.values()))):
        assert g == pytest.approx(getattr(step, f"dE_d{name}"), rel=1e-13), name
        assert type(g) is float


@pytest.mark.parametrize("first", [lambda X, W, c: X @ W + c, affine])
def test_the_xor_network_and_its_gradient(first):
    theta = xor.random_start(np.random.default_rng(0), 3)
    W, c, w, b = leaves = [Node(value) for value in theta]
    J = mean(sqr(relu(first(Node(xor.X), W, c)) @ w + b - xor.y))
    assert J.value == pytest.approx(float(xor.loss(xor.network(xor.X, *theta).f, xor.y)), rel=1e-15)
    for g, expected in zip(grad(J, leaves), xor.gradient(xor.X, xor.y, *theta)):
        np.testing.assert_allclose(g, expected, rtol=1e-13, atol=1e-15)


def test_the_gradient_leaves_values_alone():
    values = [np.arange(6.0).reshape(2, 3), np.ones(3)]
    kept = [value.copy() for value in values]
    A, b = map(Node, values)
    grad((tanh(A * b) + b).sum(), [A, b])
    for value, before in zip(values, kept):
        np.testing.assert_array_equal(value, before)


@pytest.mark.parametrize("value, kind", [(1, float), (True, float), (np.int64(3), float), (0.5, float),
                                         (np.float32(1), np.float32), ([1, 2], np.ndarray), (np.array(2.0), np.float64)])
def test_what_a_node_holds(value, kind):
    assert type(Node(value).value) is kind and Node(value).shape == np.shape(value)


def test_a_node_says_what_it_is():
    x = Node([1.0, 2.0], name="x")
    assert [repr(u) for u in (x, Node(0.5), x * x, (x * x).sum())] == [
        "<x of shape (2,)>", "<variable 0.5>", "<multiply of shape (2,)>", "<sum 5>"]
    assert Node(1.0).dtype == np.float64 and Node(np.float32(1)).dtype == np.float32


def test_arrays_leave_the_operator_to_the_node():
    w = Node([1.0, 2.0])
    for u in (np.ones(2) * w, np.ones(2) + w, np.ones((3, 2)) @ w, np.ones(2) / w, np.ones(2) - w, np.ones(2) > w):
        assert type(u) is Node


def test_operations_on_numbers_alone_give_numbers():
    assert multiply(2, 3) == 6.0 and relu([-1, 1]).tolist() == [0, 1]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: grad(Node([1.0, 2.0]), [Node(1.0)]), ValueError, r"J needs a single number, got shape \(2,\)"),
    (lambda: grad(x * x, x), TypeError, "wrt needs a list of nodes, got <x 2>"),
    (lambda: grad(x * x, []), TypeError, r"wrt needs a list of nodes, got \[\]"),
    (lambda: grad(x * x, [2.0]), TypeError, r"wrt needs a list of nodes, got \[2.0\]"),
    (lambda: grad(4.0, [x]), TypeError, "J needs a Node, got 4.0"),
    (lambda: "yes" if x > 1.0 else "no", TypeError, "a truth needs the value of a node, u.value, got the node <greater 1>"),
    (lambda: max(x, Node(1.0)), TypeError, "a truth needs the value of a node"),
    (lambda: Node("1"), TypeError, "a node needs real numbers, got dtype <U1"),
    (lambda: Node(1j), TypeError, "a node needs real numbers, got dtype complex128"),
    (lambda: x * "a", TypeError, "a node needs real numbers"),
    (lambda: Operation()(x), NotImplementedError, r"Operation needs a rule f\(\*x\), got none"),
    (lambda: grad(type("Half", (Operation,), {"f": lambda self, a: a / 2})()(x), [x]), NotImplementedError,
     r"Half needs a rule bprop\(u, i, G, x\), got none"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

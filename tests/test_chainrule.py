"""Algorithms 1 and 2 on scalar graphs, the sum over paths beside them, and what each of them costs."""
import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import gradcheck
from ffedu.chainrule import (Graph, backprop, chain, counts, differences, doubling, forward, naive, recomputed, stored)

PAYBERAH = chain([lambda x: x**3 + 7, lambda y: 5 * y**4], [lambda x: 3 * x**2, lambda y: 20 * y**3])
TWO_PATHS = Graph(1, ((0,), (0,), (1, 2)), (math.sin, lambda x: x**2, lambda a, b: a * b),
                  ((math.cos,), (lambda x: 2 * x,), (lambda a, b: b, lambda a, b: a)))
PRODUCT = Graph(2, ((0, 1),), (lambda a, b: a * b,), ((lambda a, b: b, lambda a, b: a),))
SQUARE = (lambda w: w * w, lambda w: 2 * w)
GOOD = {"chain": {"functions": [math.sin], "derivatives": [math.cos]}, "doubling": {"n": 3},
        "forward": {"graph": PRODUCT, "x": [2, 5]}, "backprop": {"graph": PRODUCT, "u": [2, 5, 10]},
        "naive": {"graph": PRODUCT, "u": [2, 5, 10], "j": 1, "limit": 10}, "counts": {"graph": PRODUCT, "j": 0},
        "differences": {"graph": PRODUCT, "x": [2, 5], "h": 1e-8},
        "stored": {"f": math.sin, "df": math.cos, "w": 1.0, "n": 3},
        "recomputed": {"f": math.sin, "df": math.cos, "w": 1.0, "n": 3}}


def random_graph(rng, n_i, nodes):
    """Products and sums of earlier nodes, up to three at a time, the same one twice among them."""
    parents, functions, partials = [], [], []
    for i in range(n_i, n_i + nodes):
        A = tuple(int(j) for j in rng.integers(0, i, rng.integers(1, 4)))
        weights = rng.uniform(-1, 1, len(A)).tolist()
        parents.append(A)
        functions.append(lambda *a, c=weights: math.tanh(sum(c_k * a_k for c_k, a_k in zip(c, a))))
        partials.append(tuple(lambda *a, c=weights, c_k=c_k: c_k / math.cosh(sum(map(math.prod, zip(c, a))))**2
                              for c_k in weights))
    return Graph(n_i, tuple(parents), tuple(functions), tuple(partials))


def test_payberahs_chain_has_the_cube_that_the_slide_lacks():
    u = forward(PAYBERAH, [1])
    assert u == [1, 8, 20480]
    assert backprop(PAYBERAH, u).grad_table == [30720, 20 * 8**3, 1]                # erratum P-11: 480 is printed
    assert backprop(PAYBERAH, u).grad_table[0] == 20 * 8**3 * 3 != 20 * 8 * 3
    assert differences(PAYBERAH, [1]).gradient[0] == pytest.approx(30720, rel=1e-6)


@given(st.floats(-3, 3))
def test_two_paths_are_added(x):
    u = forward(TWO_PATHS, [x])
    expected = 2 * x * math.sin(x) + x**2 * math.cos(x)
    assert backprop(TWO_PATHS, u).grad_table[0] == pytest.approx(expected, rel=1e-14, abs=1e-14)
    assert naive(TWO_PATHS, u) == (pytest.approx(expected, rel=1e-14, abs=1e-14), 5)
    assert backprop(TWO_PATHS, u).edges == 4


def test_a_composition_is_a_product_of_local_derivatives():
    functions = [np.exp, np.sin, np.tanh, np.cos]
    u = forward(chain(functions, [np.exp, np.cos, lambda x: 1 - np.tanh(x)**2, lambda x: -np.sin(x)]), [0.3])
    table = backprop(chain(functions, [np.exp, np.cos, lambda x: 1 - np.tanh(x)**2, lambda x: -np.sin(x)]), u)
    assert all(type(number) is float for number in u + table.grad_table)
    for start in range(5):                                                          # every tail of the chain
        def tail(x):
            for f in functions[start:]:
                x = f(x)
            return x
        assert table.grad_table[start] == pytest.approx(float(gradcheck.complex_step(tail, u[start])), rel=1e-14)


@pytest.mark.parametrize("seed", range(8))
def test_table_recursion_and_differences_agree_on_random_graphs(seed):
    rng = np.random.default_rng(seed)
    graph, x = random_graph(rng, 3, 9), rng.uniform(-1, 1, 3)
    u = forward(graph, x)
    table = backprop(graph, u)
    assert u[:3] == x.tolist() and len(u) == 12
    assert table.edges == counts(graph).edges == sum(map(len, graph.parents))
    np.testing.assert_allclose(differences(graph, x).gradient, table.grad_table[:3], atol=1e-7)
    assert differences(graph, x).passes == 4
    for j in range(12):
        walked = naive(graph, u, j)
        assert walked.derivative == pytest.approx(table.grad_table[j], rel=1e-12, abs=1e-15)
        assert walked.calls == counts(graph, j).calls


@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_doubling_makes_two_to_the_n_paths_on_two_n_edges(n):
    graph = doubling(n)
    u = forward(graph, [1])
    assert naive(graph, u) == (2.0**n, 2**(n + 1) - 1)
    assert backprop(graph, u).edges == 2 * n and backprop(graph, u).grad_table == [2.0**k for k in range(n, -1, -1)]
    assert counts(graph) == (2 * n, 2**n, 2**(n + 1) - 1) and counts(graph, n) == (2 * n, 1, 1)
    assert forward(graph, [1.01])[-1] == pytest.approx(1.01 ** 2**n, rel=1e-10)
    assert backprop(graph, forward(graph, [1.01])).grad_table[0] == pytest.approx(2**n * 1.01 ** (2**n - 1), rel=1e-9)


def test_paths_are_counted_exactly_where_no_one_could_walk_them():
    assert counts(doubling(200)) == (400, 2**200, 2**201 - 1)
    fibonacci = Graph(2, tuple((i - 2, i - 1) for i in range(2, 40)), (lambda a, b: a + b,) * 38,
                      ((lambda a, b: 1, lambda a, b: 1),) * 38)
    u = forward(fibonacci, [0, 1])
    assert counts(fibonacci, 1).paths == u[-1] == 63245986 == backprop(fibonacci, u).grad_table[1]


def test_a_chain_of_a_hundred_thousand_nodes():
    n = 100_000
    graph = chain([lambda x: x + 1] * n, [lambda x: 1.0] * n)
    u = forward(graph, [0])
    assert u[-1] == n and backprop(graph, u).grad_table[0] == 1 and backprop(graph, u).edges == n
    assert counts(graph) == (n, 1, n + 1)
    with pytest.raises(ValueError, match="naive needs paths of at most 200 nodes, got one of 100001"):
        naive(graph, u)


def test_the_limits_of_the_recursion_are_where_they_are_said_to_be():
    u = forward(doubling(3), [1])
    assert naive(doubling(3), u, limit=15).calls == 15
    with pytest.raises(ValueError, match="naive needs a graph of at most 14 calls, got one of more"):
        naive(doubling(3), u, limit=14)
    assert naive(doubling(3), u, j=1, limit=14).calls == 7
    assert naive(doubling(18), [1] * 19).calls == 524287                        # the usual limit lies between
    with pytest.raises(ValueError, match="naive needs a graph of at most 1000000 calls"):
        naive(doubling(19), [1] * 20)
    exact = chain([math.sin] * 199, [math.cos] * 199)
    assert naive(exact, forward(exact, [1])).calls == 200
    longer = chain([math.sin] * 200, [math.cos] * 200)
    with pytest.raises(ValueError, match="at most 200 nodes, got one of 201"):
        naive(longer, forward(longer, [1]))
    blind = Graph(1, (*exact.parents, ()), (*exact.functions, lambda: 7), (*exact.partials, ()))
    assert naive(blind, forward(blind, [1])) == (0, 200)                        # a path that ends beside the output
    assert naive(longer, forward(longer, [1]), j=1).calls == 200                # from j on, not from the inputs


def test_a_node_beside_the_way_has_the_gradient_zero():
    graph = Graph(2, ((0,), (1,)), (math.sin, math.exp), ((math.cos,), (math.exp,)))
    u = forward(graph, [1, 2])
    assert backprop(graph, u) == ([0, math.exp(2), 0, 1], 2)
    assert naive(graph, u, 0) == (0, 2) and counts(graph, 0) == (2, 0, 2)
    assert backprop(Graph(1, (), (), ()), [3]) == ([1], 0)                      # an input that is the output
    constant = Graph(1, ((), (0, 1)), (lambda: 7, lambda a, b: a * b), ((), (lambda a, b: b, lambda a, b: a)))
    assert forward(constant, [2]) == [2, 7, 14] and backprop(constant, [2, 7, 14]).grad_table == [7, 2, 1]


def test_stored_and_recomputed_differ_in_cost_alone():
    for n in (1, 2, 3, 50):
        kept, anew = stored(math.sin, math.cos, 1.0, n), recomputed(math.sin, math.cos, 1.0, n)
        assert kept.derivative == anew.derivative
        assert kept == (anew.derivative, n - 1, n) and anew == (anew.derivative, n * (n - 1) // 2, 1)
        graph = chain([math.sin] * n, [math.cos] * n)
        assert kept.derivative == pytest.approx(backprop(graph, forward(graph, [1])).grad_table[0], rel=1e-14)
    assert stored(*SQUARE, 2.0, 3).derivative == 8 * 2**7                       # w^8
    x, y = math.sin(1), math.sin(math.sin(1))
    assert stored(math.sin, math.cos, 1.0, 3).derivative == pytest.approx(math.cos(y) * math.cos(x) * math.cos(1))


def test_differences_take_one_pass_more_than_there_are_inputs():
    passes = []
    graph = Graph(5, (tuple(range(5)),), (lambda *a: passes.append(a) or math.prod(a),), ((math.prod,) * 5,))
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    found = differences(graph, x, h=1e-6)
    assert found.passes == len(passes) == 6
    assert x.tolist() == [1, 2, 3, 4, 5] == list(passes[0])
    np.testing.assert_allclose(found.gradient, 120 / x, rtol=1e-8)
    assert differences.__defaults__ == (gradcheck.SQRT_EPS,)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: forward((1, 2), [1]), TypeError, r"graph needs a Graph, got \(1, 2\)"),
    (lambda: forward(PRODUCT, [1]), ValueError, r"x needs shape \(2,\), got \(1,\)"),
    (lambda: forward(PRODUCT, [1e200, 1e200]), ValueError, r"u\[2\] needs a finite number, got inf"),
    (lambda: forward(chain([lambda x: None], [math.cos]), [1]), TypeError, r"u\[1\] needs real numbers, got dtype"),
    (lambda: forward(chain([lambda x: [1, 2]], [math.cos]), [1]), ValueError, r"u\[1\] needs a single number, got"),
    (lambda: backprop(PRODUCT, [1, 2]), ValueError, r"u needs shape \(3,\), got \(2,\)"),
    (lambda: backprop(chain([math.sin], [lambda x: math.inf]), [0, 0]), ValueError, r"du\[1\]/du\[0\] needs a finite"),
    (lambda: naive(PRODUCT, [2, 5, 10], 3), ValueError, "j needs a node from 0 to 2, got 3"),
    (lambda: naive(PRODUCT, [2, 5, 10], limit=0), ValueError, "limit needs a whole number of at least 1, got 0"),
    (lambda: counts(PRODUCT, 3), ValueError, "j needs a node from 0 to 2, got 3"),
    (lambda: chain([math.sin], []), ValueError, "as many parents as functions and partials, got 1, 1, 0"),
    (lambda: chain([3], [math.cos]), TypeError, "f_1 needs a function, got 3"),
    (lambda: chain([math.sin], [3]), TypeError, "a partial needs a function, got 3"),
    (lambda: chain(math.sin, [math.cos]), TypeError, "functions needs a Sequence, got <built-in function sin>"),
    (lambda: chain([math.sin], math.cos), TypeError, "derivatives needs a Sequence, got <built-in function cos>"),
    (lambda: counts(Graph(0, (), (), ())), ValueError, "n_i needs a whole number of at least 1, got 0"),
    (lambda: counts(Graph(1, ((1,),), (abs,), ((abs,),))), ValueError, r"u\[1\] needs its parents before it, got u"),
    (lambda: counts(Graph(1, ((-1,),), (abs,), ((abs,),))), ValueError, r"parents of u\[1\] needs a whole number"),
    (lambda: counts(Graph(1, ((0,),), (abs,), ((),))), ValueError, r"u\[1\] needs a partial for each of its 1 parents"),
    (lambda: counts(Graph(1, [(0,)], (abs,), ((abs,),))), TypeError, r"graph needs a tuple, got \[\(0,\)\]"),
    (lambda: differences(PRODUCT, [1e9, 1]), ValueError, "h needs to change every element of x, got 1.49"),
    (lambda: differences(PRODUCT, [1, 1], h=1e-16), ValueError, "h needs to change every element of x, got 1e-16"),
    (lambda: differences(PRODUCT, [1, 1], h=0), ValueError, "h needs a number above 0, got 0.0"),
    (lambda: doubling(0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: stored(*SQUARE, 1e200, 3), ValueError, r"f\(w\) needs a finite number, got inf"),
    (lambda: recomputed(*SQUARE, 1e200, 3), ValueError, r"f\(w\) needs a finite number, got inf"),
    (lambda: stored(*SQUARE, 1.0, 0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: recomputed(*SQUARE, 1.0, 0), ValueError, "n needs a whole number of at least 1, got 0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

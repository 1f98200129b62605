"""Every rule of back-propagation: by number, as a linear map, twice, in both precisions, at the kinks."""
import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import gradcheck, operations as ops, shapes
from ffedu.graph import Node, grad
from ffedu.operations import affine, matmul

GOOD = {"power": {"a": 2.0, "n": 3.0}}
SHAPES = [(), (4,), (3, 4), (1, 4)]
PAIRS = list(itertools.product(SHAPES, SHAPES))
# name -> (operation, number of inputs, are they to be positive)
SMOOTH = {"add": (ops.add, 2, False), "subtract": (ops.subtract, 2, False), "multiply": (ops.multiply, 2, False),
          "divide": (ops.divide, 2, True), "negative": (ops.negative, 1, False), "sqr": (ops.sqr, 1, False),
          "cube": (lambda a: ops.power(a, 3), 1, False), "root": (lambda a: ops.power(a, 0.5), 1, True),
          "first power": (lambda a: ops.power(a, 1), 1, False), "exp": (ops.exp, 1, False), "log": (ops.log, 1, True),
          "sigmoid": (ops.sigmoid, 1, False), "tanh": (ops.tanh, 1, False), "softplus": (ops.softplus, 1, False)}
KINKED = {"relu": (ops.relu, 1, False), "absolute": (ops.absolute, 1, False), "maximum": (ops.maximum, 2, False)}
ELEMENTWISE = SMOOTH | KINKED
MATRICES = {"matrix matrix": ((3, 4), (4, 2)), "matrix vector": ((3, 4), (4,)), "vector matrix": ((4,), (4, 2)),
            "vector vector": ((4,), (4,))}


def draw(shape, positive=False, seed=0):
    """Numbers away from 0, where the kinks are, and from each other."""
    rng = np.random.default_rng([seed, *shape])
    values = rng.uniform(0.3, 2, shape) * (1 if positive else rng.choice([-1, 1], shape))
    return values if shape else float(values)


def check(f, values, atol=1e-7):
    """The gradients of <v, f(x)> in every x, for a random v, beside central differences."""
    v = draw(np.shape(f(*values)), seed=9)

    def J(*x):
        return ops.sum(v * f(*x)) if np.shape(v) else v * f(*x)
    leaves = [Node(value) for value in values]
    for k, g in enumerate(grad(J(*leaves), leaves)):
        def moved(value):
            return float(J(*[value if i == k else other for i, other in enumerate(values)]))
        assert np.shape(g) == np.shape(values[k])
        np.testing.assert_allclose(g, gradcheck.numerical_gradient(moved, values[k]), rtol=1e-6, atol=atol)


@pytest.mark.parametrize("name", [name for name in ELEMENTWISE if ELEMENTWISE[name][1] == 2])
@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_two_inputs_of_any_two_shapes(name, pair):
    f, _, positive = ELEMENTWISE[name]
    check(f, [draw(shape, positive, seed) for seed, shape in enumerate(pair)])


@pytest.mark.parametrize("name", [name for name in ELEMENTWISE if ELEMENTWISE[name][1] == 1])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_one_input_of_any_shape(name, shape):
    f, _, positive = ELEMENTWISE[name]
    check(f, [draw(shape, positive)])


ANALYTIC = {"add": ops.add, "subtract": ops.subtract, "multiply": ops.multiply, "divide": ops.divide, "negative": ops.negative,
            "sqr": ops.sqr, "cube": ops.Power(3), "root": ops.Power(0.5), "exp": ops.exp, "log": ops.log, "tanh": ops.tanh}


@pytest.mark.parametrize("name", ANALYTIC)
def test_analytic_rules_to_the_last_digits_by_complex_step(name):
    f, (_, n, positive) = ANALYTIC[name], SMOOTH[name]
    x = [draw((3, 4), positive, seed) for seed in range(n)]
    for i in range(n):
        exact = gradcheck.complex_step(lambda value: f.f(*[value if k == i else other for k, other in enumerate(x)]), x[i])
        np.testing.assert_allclose(f.bprop(f.f(*x), i, np.ones((3, 4)), x), exact, rtol=1e-14)


def test_sigmoid_and_softplus_by_complex_step_of_their_formulas():
    z = draw((3, 4))
    for f, formula in ((ops.sigmoid, lambda z: 1 / (1 + np.exp(-z))), (ops.softplus, lambda z: np.log(1 + np.exp(z)))):
        np.testing.assert_allclose(f.bprop(f.f(z), 0, np.ones((3, 4)), (z,)), gradcheck.complex_step(formula, z), rtol=1e-14)


@pytest.mark.parametrize("pair", MATRICES.values(), ids=MATRICES)
def test_products(pair):
    check(matmul, [draw(shape, seed=seed) for seed, shape in enumerate(pair)])


@pytest.mark.parametrize("c", [(2,), (3, 2), (1, 2), ()], ids=str)
def test_affine_is_the_product_and_the_sum(c):
    X, W, c = draw((3, 4)), draw((4, 2), seed=1), draw(c, seed=2)
    check(affine, [X, W, c])
    leaves = [Node(value) for value in (X, W, c)]
    one, two = ops.tanh(affine(*leaves)).sum(), ops.tanh(leaves[0] @ leaves[1] + leaves[2]).sum()
    assert one.value == two.value
    for a, b in zip(grad(one, leaves), grad(two, leaves)):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
@pytest.mark.parametrize("name", ["multiply", "divide", "subtract"])
def test_forward_and_backward_are_transposes(name, pair):
    """<v, D u> = <D^T v, u>, D u by central differences along a random direction u in both inputs at once."""
    f, _, positive = SMOOTH[name]
    values = [draw(shape, positive, seed) for seed, shape in enumerate(pair)]
    u, v = [draw(shape, seed=seed + 5) for seed, shape in enumerate(pair)], draw(np.shape(f(*values)), seed=8)
    leaves = [Node(value) for value in values]
    back = grad(ops.sum(f(*leaves) * v), leaves) if np.shape(v) else grad(f(*leaves) * v, leaves)
    h = gradcheck.CBRT_EPS
    ahead, behind = (np.asarray(f(*[x + s * h * d for x, d in zip(values, u)])) for s in (1, -1))
    assert np.sum(v * (ahead - behind) / (2 * h)) == pytest.approx(
        sum(np.sum(g * d) for g, d in zip(back, u)), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("name", SMOOTH)
def test_second_derivatives_from_running_it_twice(name):
    f, n, positive = SMOOTH[name]
    values = [draw((3, 4), positive, seed) for seed in range(n)]
    v, w = draw((3, 4), seed=7), draw((3, 4), seed=8)
    for k in range(n):
        def slope(*x):
            leaves = [p if isinstance(p, Node) else Node(p) for p in x]
            return grad((f(*leaves) * v).sum(), leaves, symbolic=True)[k], leaves
        g, leaves = slope(*values)
        for j, second in enumerate(grad((g * w).sum(), leaves)):
            def moved(value):
                return float(np.sum(slope(*[value if i == j else x for i, x in enumerate(values)])[0].value * w))
            np.testing.assert_allclose(second, gradcheck.numerical_gradient(moved, values[j]), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("pair", MATRICES.values(), ids=MATRICES)
def test_second_derivatives_of_products(pair):
    A, B = (Node(draw(shape, seed=seed)) for seed, shape in enumerate(pair))
    u = ops.sqr(A @ B)
    dA, = grad(u.sum() if u.shape else u, [A], symbolic=True)
    got, = grad((dA * A).sum(), [B])             # dA A summed is 2 |A B|^2, whose gradient in B is 4 A^T (A B)
    product = np.atleast_1d(A.value @ B.value)
    expected = 4 * (np.outer(A.value, product) if A.value.ndim == 1 else A.value.T @ product)
    np.testing.assert_allclose(got, expected.reshape(B.shape), rtol=1e-12)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-3, 3))
def test_back_propagation_is_linear_in_what_arrives(a, b, factor):
    for f in (ops.multiply, ops.subtract, ops.maximum):
        for i in (0, 1):
            u = f.f(a, b)
            assert f.bprop(u, i, 2.0 * factor, (a, b)) == pytest.approx(2 * f.bprop(u, i, factor, (a, b)), abs=1e-12)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_single_precision_stays(name):
    f, n, positive = ELEMENTWISE[name]
    leaves = [Node(np.float32(draw((3, 4), positive, seed))) for seed in range(n)]
    u = f(*leaves)
    assert u.dtype == np.float32
    for symbolic in (False, True):
        assert all(g.dtype == np.float32 for g in grad(shapes.mean(u), leaves, symbolic))


def test_single_precision_stays_through_products():
    X, W, c = (Node(np.float32(draw(shape))) for shape in ((3, 4), (4, 2), (2,)))
    for u in (affine(X, W, c), X @ W + c, 2 * (X @ W) - 1):
        assert u.dtype == np.float32 and all(g.dtype == np.float32 for g in grad(u.sum(), [X, W]))


@pytest.mark.parametrize("f, at, expected", [
    (ops.relu, 0.0, 0.0), (ops.absolute, 0.0, 0.0), (ops.absolute, -2.0, -1.0), (ops.relu, -1.0, 0.0)])
def test_the_declared_derivative_at_a_kink(f, at, expected):
    a = Node([at])
    assert grad(f(a).sum(), [a])[0].tolist() == [expected]


def test_a_tie_of_the_maximum_goes_to_the_first():
    a, b = Node([1.0, 2.0, 3.0]), Node([1.0, 3.0, 2.0])
    ga, gb = grad(ops.maximum(a, b).sum(), [a, b])
    assert ga.tolist() == [1, 0, 1] and gb.tolist() == [0, 1, 0]


def test_no_gradient_passes_a_comparison():
    a, b = Node([1.0, 2.0]), Node([2.0, 1.0])
    assert [g.tolist() for g in grad((3.0 * (a > b)).sum(), [a, b])] == [[0, 0], [0, 0]]
    assert (a < b).value.tolist() == [True, False] and (a > b).value.tolist() == [False, True]


def test_a_comparison_gives_numbers_that_can_be_counted_with():
    x = Node([1.0, 2.0, -3.0, 4.0])
    u = x > 0.0
    assert u.value.dtype == np.float64 and type((Node(2.0) > 1.0).value * 1.0) is not bool
    assert ops.mean(u).value == 0.75 and (u + (x > 1.0)).value.tolist() == [1, 2, 0, 2] and (u @ u).value == 3
    assert grad(3.0 * u.sum(), [u])[0].tolist() == [3, 3, 3, 3] and (-u).value.tolist() == [-1, -1, 0, -1]
    assert (Node(np.float32([1.0])) > 0.0).dtype == np.float32
    q = Node([np.inf, 1.0])
    slope, = grad(ops.relu(q).sum(), [q], symbolic=True)
    assert grad(slope.sum(), [q])[0].tolist() == [0, 0]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("a, n", [(-8.0, 1 / 3), (1e200, 2), (0.0, -1.0), (0.0, 0.5), (2.0, 3)])
def test_a_power_of_a_single_number_is_that_of_an_array(a, n):
    one, many = Node(a), Node([a])
    u, v = ops.power(one, n), ops.power(many, n)
    assert type(u.value) is float
    np.testing.assert_array_equal(u.value, v.value[0])
    np.testing.assert_array_equal(grad(u, [one])[0], grad(v.sum(), [many])[0][0])


def test_second_derivatives_of_what_is_straight_are_zero():
    for f in (ops.relu, ops.absolute, lambda a: ops.maximum(a, 0.5)):
        a = Node([-1.0, 2.0])
        g, = grad(f(a).sum(), [a], symbolic=True)
        assert grad((g * [1.0, 3.0]).sum(), [a])[0].tolist() == [0, 0]


@pytest.mark.parametrize("f", [ops.sigmoid, ops.softplus, ops.tanh, ops.relu, ops.absolute], ids=lambda f: f.name)
def test_no_overflow_far_out(f):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for value in (np.array([-1e4, -50, 50, 1e4]), np.float32([-1e4, 1e4]), -1e4, 1e4):
            a = Node(value)
            u = f(a)
            g, = grad(u.sum() if u.shape else u, [a])
            assert np.isfinite(u.value).all() and np.isfinite(g).all()


def test_the_scalar_sigmoid_is_that_of_arrays():
    for a in (-700.0, -1.5, 0.0, 0.5, 2.5, 40.0):
        assert ops.sigmoid(a) == pytest.approx(float(ops.sigmoid(np.array([a]))[0]), rel=1e-15)


def test_the_zeroth_power_has_no_slope():
    x = Node([0.0, 2.0])
    assert ops.power(x, 0).value.tolist() == [1, 1] and grad(ops.power(x, 0).sum(), [x])[0].tolist() == [0, 0]


def test_operators_are_the_operations():
    a, b = Node(3.0), Node(2.0)
    assert [u.value for u in (a + b, a - b, a * b, a / b, a**2, -a, abs(-a))] == [5, 1, 6, 1.5, 9, -3, 3]
    assert [u.value for u in (1 + b, 1 - b, 3 * b, 1 / b)] == [3, -1, 6, 0.5]
    A, B = np.arange(6.0).reshape(2, 3), np.arange(3.0)
    assert (A @ Node(B)).value.tolist() == (Node(A) @ B).value.tolist() == Node(A).dot(Node(B)).value.tolist() == [5, 14]
    assert Node(A).T.value.tolist() == A.T.tolist() and Node(A).sum(0).value.tolist() == [3, 5, 7]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: matmul(np.ones((4, 5)), np.ones((2, 3))), ValueError,
     r"A B needs columns of A = rows of B, got A \(4, 5\), B \(2, 3\)"),
    (lambda: matmul(2.0, np.ones(3)), ValueError, r"A B needs columns of A = rows of B, got A \(\), B \(3,\)"),
    (lambda: matmul(np.ones((1, 2, 2)), np.ones(2)), ValueError, r"A B needs .* got A \(1, 2, 2\)"),
    (lambda: matmul(np.ones(2), np.ones((1, 2, 2))), ValueError, r"A B needs .* got A \(2,\), B \(1, 2, 2\)"),
    (lambda: affine(np.ones((4, 2)), np.ones((2, 3)), np.ones(2)), ValueError,
     r"X W \+ c needs c that fits X W \(4, 3\), got c \(2,\)"),
    (lambda: affine(np.ones(2), np.ones(2), np.ones(3)), ValueError, r"X W \+ c needs c that fits X W \(\), got c \(3,\)"),
    (lambda: affine(Node([1.0, 2.0]), Node([1.0, 2.0]), Node([1.0])), ValueError, r"c that fits X W \(\), got c \(1,\)"),
    (lambda: ops.power(Node(2.0), "2"), TypeError, "n needs real numbers"),
    (lambda: ops.power(Node(2.0), [1, 2]), ValueError, "n needs a single number"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

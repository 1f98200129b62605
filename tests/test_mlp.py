"""The network by hand: the same bits as the graph, every gradient by number, decay in both conventions."""
import itertools

import numpy as np
import pytest

from ffedu import gradcheck, hidden_units, logits, mlp, operations as ops, output_units, vector_units
from ffedu.graph import Node, grad
from ffedu.mlp import Layer

rng = np.random.default_rng(0)
X, classes = rng.standard_normal((6, 4)), np.array([0, 1, 2, 2, 1, 0])
THETA = mlp.random_start(rng, [4, 5, 3, 3])
TARGETS = {"softmax": classes, "linear": rng.standard_normal((6, 3)), "sigmoid": rng.integers(0, 2, (6, 3))}
SMOOTH = ["sigmoid", "tanh", "softplus", "cos", "linear"]
MAXOUT = hidden_units.Unit(lambda a: vector_units.maxout(a, 2), lambda a: vector_units.dmaxout(a, 2), ())
GOOD = {"random_start": {"rng": rng, "widths": [2, 3, 1]}, "forward": {"theta": THETA, "X": X, "hidden": "tanh"},
        **{name: {"theta": THETA, "X": X, "y": classes, "hidden": "tanh", "output": "softmax", "lambda_": 0.1, "half": True}
           for name in ("cost", "gradient")}}


def moved(theta, layer, part, value):
    """theta with one array replaced."""
    return [Layer._replace(pair, **{part: value}) if l == layer else pair for l, pair in enumerate(theta)]


def check(theta, y, **how):
    grads = mlp.gradient(theta, X, y, **how)
    assert grads.J == mlp.cost(theta, X, y, **how)
    for l, part in itertools.product(range(len(theta)), Layer._fields):
        by_number = gradcheck.numerical_gradient(
            lambda value: mlp.cost(moved(theta, l, part, value), X, y, **how), getattr(theta[l], part))
        np.testing.assert_allclose(getattr(grads.theta[l], part), by_number, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("hidden", hidden_units.UNITS)
def test_gradients_by_number_for_every_hidden_unit(hidden):
    check(THETA, classes, hidden=hidden)


@pytest.mark.parametrize("output", TARGETS)
def test_gradients_by_number_for_every_output_unit(output):
    check(THETA, TARGETS[output], hidden="tanh", output=output)


@pytest.mark.parametrize("half", [False, True])
def test_gradients_by_number_with_weight_decay(half):
    check(THETA, classes, hidden="tanh", lambda_=0.3, half=half)


def test_gradients_by_number_with_maxout():
    theta = [Layer(rng.standard_normal((4, 6)), rng.standard_normal(6)), Layer(rng.standard_normal((3, 3)), np.zeros(3))]
    check(theta, classes, hidden=MAXOUT)


@pytest.mark.parametrize("widths", [[4, 3], [4, 2, 3], [4, 3, 3, 3, 3]], ids=str)
def test_gradients_by_number_at_any_depth(widths):
    check(mlp.random_start(np.random.default_rng(1), widths), classes, hidden="tanh")


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid"])
def test_the_same_numbers_as_the_graph_and_where_the_operations_are_the_same_the_same_bits(hidden, dtype):
    """relu's rules are the same in both; the slopes of tanh and sigmoid keep digits far out that the graph's lose."""
    theta = [Layer(W.astype(dtype), rng.standard_normal(b.shape).astype(dtype)) for W, b in THETA]
    by_hand = mlp.gradient(theta, X.astype(dtype), classes, hidden)
    leaves = [(Node(W), Node(b)) for W, b in theta]
    h = Node(X.astype(dtype))
    for W, b in leaves[:-1]:
        h = getattr(ops, hidden)(ops.affine(h, W, b))
    J = logits.cross_entropy(ops.affine(h, *leaves[-1]), np.eye(3, dtype=dtype)[classes])
    assert by_hand.J == pytest.approx(float(J.value), rel=1e-6 if dtype == np.float32 else 1e-15)
    flat = [array for layer in by_hand.theta for array in layer]
    for g, array in zip(grad(J, [leaf for pair in leaves for leaf in pair]), flat):
        assert array.dtype == dtype
        if hidden == "relu":
            np.testing.assert_array_equal(g, array)
        np.testing.assert_allclose(g, array, rtol=2e-5 if dtype == np.float32 else 1e-13)


def test_the_two_conventions_of_weight_decay():
    plain, whole, half = (mlp.gradient(THETA, X, classes, lambda_=l, half=h)
                          for l, h in ((0.0, False), (0.2, False), (0.2, True)))
    squares = sum(float((W**2).sum()) for W, _ in THETA)
    assert whole.J - plain.J == pytest.approx(0.2 * squares) and half.J - plain.J == pytest.approx(0.1 * squares)
    for p, w, h, layer in zip(plain.theta, whole.theta, half.theta, THETA):
        np.testing.assert_allclose(w.W - p.W, 2 * 0.2 * layer.W, atol=1e-14)
        np.testing.assert_allclose(h.W - p.W, 0.2 * layer.W, atol=1e-14)
        np.testing.assert_array_equal(w.b, p.b)


def test_the_forward_pass_keeps_every_step():
    trace = mlp.forward(THETA, X, "tanh")
    assert [h.shape for h in trace.h] == [(6, 4), (6, 5), (6, 3)] and trace.z is trace.a[-1] and len(trace.a) == 3
    np.testing.assert_array_equal(trace.h[1], np.tanh(trace.a[0]))
    np.testing.assert_allclose(trace.a[1], trace.h[1] @ THETA[1].W + THETA[1].b)


def test_a_start_is_that_of_its_seed_and_of_he():
    one, two = (mlp.random_start(np.random.default_rng(3), [400, 300, 2]) for _ in range(2))
    np.testing.assert_array_equal(one[0].W, two[0].W)
    assert one[0].W.std() == pytest.approx((2 / 400) ** 0.5, rel=0.01)        # 120,000 draws: 0.2 % is one sigma
    assert one[1].W.std() == pytest.approx((2 / 300) ** 0.5, rel=0.1) and not one[0].b.any()


def test_nothing_given_is_changed():
    kept = [array.copy() for layer in THETA for array in layer] + [X.copy()]
    mlp.gradient(THETA, X, classes, lambda_=0.1)
    for array, before in zip([array for layer in THETA for array in layer] + [X], kept):
        np.testing.assert_array_equal(array, before)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: mlp.forward(THETA, np.ones((2, 5))), ValueError,
     r"h W \+ b needs columns of h = rows of W, got h \(2, 5\), W \(4, 5\)"),
    (lambda: mlp.forward([], X), ValueError, "theta needs at least one layer, got none"),
    (lambda: mlp.forward([np.ones(2)], X), TypeError, r"theta needs a \(W, b\) for each layer"),
    (lambda: mlp.forward([(np.ones((4, 2)), np.ones(3))], X), ValueError,
     r"b needs one bias for each column of W, got W \(4, 2\), b \(3,\)"),
    (lambda: mlp.forward([(np.ones((4, 2)), np.ones((1, 2)))], X), ValueError, "b needs one bias"),
    (lambda: mlp.forward([(np.ones(4), np.ones(4))], X), ValueError, r"W needs rows and columns, got shape \(4,\)"),
    (lambda: mlp.forward(THETA, np.ones((0, 4))), ValueError, r"X needs rows and columns, got shape \(0, 4\)"),
    (lambda: mlp.forward(THETA, X, "gelu"), ValueError, "hidden needs one of relu, .* or a Unit, got 'gelu'"),
    (lambda: mlp.cost(THETA, X, classes, output="hinge"), ValueError, "output needs one of .*, got 'hinge'"),
    (lambda: mlp.cost(THETA, X, classes, lambda_=-1), ValueError, "lambda_ needs a number of at least 0, got -1.0"),
    (lambda: mlp.cost(THETA, X, classes, half=1), TypeError, "half needs a bool, got 1"),
    (lambda: mlp.random_start(rng, [3]), ValueError, r"widths needs inputs and outputs at least, got \[3\]"),
    (lambda: mlp.random_start(rng, [3, 0]), ValueError, "widths needs a whole number of at least 1, got 0"),
    (lambda: mlp.random_start(0, [3, 1]), TypeError, "rng needs a Generator, got 0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

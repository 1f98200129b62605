"""Graphs listed, evaluated elsewhere and differentiated twice."""
import numpy as np
import pytest

from ffedu import gradcheck, symbolic
from ffedu.graph import Node, grad
from ffedu.operations import exp, mean, relu, sqr, tanh

x = Node([1.0, 2.0], name="x")
GOOD = {"listing": {"J": x.sum()}, "evaluate": {"u": x * x, "given": {x: [3.0, 4.0]}},
        "hessian_vector": {"J": (x * x).sum(), "wrt": [x], "v": [np.ones(2)]}}


def network(X, W, w):
    return sqr(tanh(X @ W) @ w).sum()


def test_a_listing_names_each_node_once_with_its_inputs():
    X, W = Node(np.ones((4, 2)), name="X"), Node(np.ones((2, 3)), name="W")
    lines = symbolic.listing(sqr(relu(X @ W)).sum()).split("\n")
    assert [line.split()[:2] for line in lines] == [["u1", "X"], ["u2", "W"], ["u3", "matmul(u1,"], ["u4", "relu(u3)"],
                                                    ["u5", "sqr(u4)"], ["u6", "sum(u5)"]]
    assert lines[2].endswith("(4, 3)") and lines[5].endswith("48")
    assert len({line.index(end) for line, end in zip(lines, ["(4, 2)", "(2, 3)", "(4, 3)", "(4, 3)", "(4, 3)", "48"])}) == 1


def test_a_listing_says_the_name_of_a_result():
    a = Node(2.0, name="a")
    J = a * a
    J.name = "J"
    assert symbolic.listing(J).split("\n")[1].split() == ["u2", "J", "=", "multiply(u1,", "u1)", "4"]


def test_evaluating_elsewhere_changes_nothing_here():
    a, b = Node(2.0), Node(3.0)
    J = a * b + exp(a)
    assert symbolic.evaluate(J, {a: 1.0}) == pytest.approx(3 + np.e) and J.value == pytest.approx(6 + np.exp(2))
    assert symbolic.evaluate(J, {}) == J.value
    assert symbolic.evaluate(a * b, {a: 5}) == 15.0


def test_a_value_of_another_shape_is_refused():
    """Its 1/n is built into the derivative of a mean, and what need not be summed is not."""
    x = Node([1.0], name="x")
    dx, = grad(mean(sqr(x)), [x], symbolic=True)
    with pytest.raises(ValueError, match=r"given needs shape \(1,\) for <x of shape \(1,\)>, got \(3,\)"):
        symbolic.evaluate(dx, {x: [1.0, 2.0, 3.0]})


def test_the_graph_of_a_derivative_is_right_everywhere():
    """f(f(f(w))) and its derivative, made once, evaluated at other w."""
    w = Node(0.5)
    z = tanh(tanh(tanh(w)))
    dw, = grad(z, [w], symbolic=True)
    for at in (-1.0, 0.0, 0.7):
        by_number = gradcheck.central_difference(lambda w: np.tanh(np.tanh(np.tanh(w))), at)
        assert symbolic.evaluate(dw, {w: at}) == pytest.approx(float(by_number), abs=1e-10)


def test_hessian_vector_products_are_the_hessian_times_v():
    rng = np.random.default_rng(0)
    X, W0, w0 = (rng.standard_normal(shape) for shape in ((5, 2), (2, 3), (3,)))

    def flat_gradient(theta):
        leaves = [Node(theta[:6].reshape(2, 3)), Node(theta[6:])]
        return np.concatenate([g.ravel() for g in grad(network(X, *leaves), leaves)])
    theta, h = np.concatenate([W0.ravel(), w0]), 1e-5
    H = np.array([(flat_gradient(theta + h * e) - flat_gradient(theta - h * e)) / (2 * h) for e in np.eye(9)])
    np.testing.assert_allclose(H, H.T, atol=1e-8)
    v = rng.standard_normal(9)
    W, w = Node(W0), Node(w0)
    got = symbolic.hessian_vector(network(X, W, w), [W, w], [v[:6].reshape(2, 3), v[6:]])
    np.testing.assert_allclose(np.concatenate([part.ravel() for part in got]), H @ v, atol=1e-7)


def test_the_hessian_of_a_linear_function_is_zero():
    x = Node([1.0, 2.0])
    assert symbolic.hessian_vector((3.0 * x).sum(), [x], [[1, 1]])[0].tolist() == [0, 0]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: symbolic.hessian_vector((x * x).sum(), [x], []), ValueError, "v needs one array for each of the 1 nodes, got 0"),
    (lambda: symbolic.hessian_vector((x * x).sum(), [x], [[1, 2, 3]]), ValueError, r"v needs shape \(2,\), got \(3,\)"),
    (lambda: symbolic.evaluate(x * x, {x: [1.0, 2.0, 3.0], "y": 1}), TypeError, "given needs a Node, got 'y'"),
    (lambda: symbolic.evaluate(x * x, [1]), TypeError, r"given needs a Mapping, got \[1\]"),
    (lambda: symbolic.listing(3), TypeError, "J needs a Node, got 3"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

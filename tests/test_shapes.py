"""Sums, repetitions and shapes: each undoes the other on the way back."""
import numpy as np
import pytest

from ffedu import gradcheck, shapes
from ffedu.graph import Node, grad
from ffedu.operations import sqr

A = np.random.default_rng(0).standard_normal((3, 4))
GOOD = {"fit": {"G": np.ones((4, 2)), "x": np.zeros(2)}, "spread": {"G": 2.0, "x": np.zeros(3)},
        "reshape": {"a": np.arange(4.0), "shape": (2, 2)}, "sum": {"a": A, "axis": 0, "keepdims": True}}
CASES = {"sum": shapes.sum, "rows": lambda a: shapes.sum(a, 0), "columns": lambda a: shapes.sum(a, -1), "first": lambda a: shapes.sum(a, -2),
         "kept": lambda a: shapes.sum(a, 1, keepdims=True), "mean": shapes.mean, "transpose": shapes.transpose,
         "reshape": lambda a: shapes.reshape(a, (2, 6)), "fit": lambda a: shapes.fit(a, np.zeros((1, 4))),
         "fit row": lambda a: shapes.fit(a, np.zeros(4)), "spread": lambda a: shapes.spread(a, np.zeros((2, 3, 4), a.dtype))}


@pytest.mark.parametrize("name", CASES)
def test_first_and_second_derivatives_by_number(name):
    f = CASES[name]
    v = np.random.default_rng(1).standard_normal(np.shape(f(A)))

    def J(a):
        u = sqr(f(a)) * v                        # squared, so that the second derivative is not 0
        return shapes.sum(u) if u.shape else u

    def slope(a):
        a = Node(a)
        return grad(J(a), [a], symbolic=True)[0], a
    g, a = slope(A)
    np.testing.assert_allclose(g.value, gradcheck.numerical_gradient(lambda a: float(J(a)), A), atol=1e-8)
    w = np.arange(12.0).reshape(3, 4)
    second, = grad((g * w).sum(), [a])
    np.testing.assert_allclose(
        second, gradcheck.numerical_gradient(lambda a: float((slope(a)[0].value * w).sum()), A), atol=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_single_precision_stays(name):
    a = Node(np.float32(A))
    u = CASES[name](a)
    assert u.dtype == np.float32
    assert grad(u.sum() if u.shape else u, [a])[0].dtype == np.float32


def test_values():
    assert shapes.sum(A) == pytest.approx(A.sum()) and shapes.mean(A) == pytest.approx(A.mean())
    np.testing.assert_allclose(shapes.sum(A, 1, keepdims=True), A.sum(1, keepdims=True))
    np.testing.assert_allclose(shapes.fit(np.ones((2, 3, 4)), np.zeros((3, 1))), [[8]] * 3)
    assert shapes.fit(np.ones((2, 2)), 1.0) == 4
    np.testing.assert_array_equal(shapes.spread(np.array([1.0, 2.0]), np.zeros((3, 2))), [[1, 2]] * 3)


@pytest.mark.parametrize("x", [2.0, np.float64(2), np.float32(2)])
def test_a_single_number_is_its_own_mean_sum_and_transpose(x):
    x = Node(x)
    for u in (shapes.mean(x), shapes.sum(x), x.T, shapes.reshape(x, ()), shapes.reshape(x, (1,)).sum()):
        assert u.value == 2 and u.shape == () and grad(u * u, [x])[0] == 4 and u.dtype == x.dtype
    assert shapes.mean(2.0) == shapes.transpose(2.0) == 2.0 and shapes.reshape(Node(2.0), (1, 1)).shape == (1, 1)
    with pytest.raises(ValueError, match=r"G needs a shape that broadcasts to \(\), got \(2,\)"):
        shapes.spread(np.ones(2), 2.0)


def test_what_fits_is_handed_on_as_it_is():
    G = np.ones((2, 3))
    assert shapes.fit(G, np.zeros((2, 3))) is G and shapes.spread(G, np.zeros((2, 3))) is G


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: shapes.sum(A, axis=2), ValueError, r"axis needs to be one of the 2 of shape \(3, 4\), got 2"),
    (lambda: shapes.sum(A, axis=0.5), TypeError, "axis needs a whole number, got 0.5"),
    (lambda: shapes.sum(A, keepdims=1), TypeError, "keepdims needs a bool, got 1"),
    (lambda: shapes.reshape(A, (5,)), ValueError, r"shape needs as many entries as \(3, 4\), got \(5,\)"),
    (lambda: shapes.fit(np.ones(3), np.zeros((2, 3))), ValueError, r"G needs a shape to which \(2, 3\) broadcasts, got \(3,\)"),
    (lambda: shapes.spread(np.ones(3), np.zeros(2)), ValueError, r"G needs a shape that broadcasts to \(2,\), got \(3,\)"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

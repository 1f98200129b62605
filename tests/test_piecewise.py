"""Piecewise-linear functions and the relu networks that equal them."""
import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import piecewise as pw
from ffedu.piecewise import Piecewise, ReluNet

F = Piecewise(np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.0, 2.0, 2.0, -2.0]))
GOOD = {"evaluate": {"f": F, "x": [0.5, 3.0]}, "slopes": {"f": F}, "to_relu": {"f": F}, "pieces": {"f": F, "x": (0.0, 3.0)},
        "relu_net": {"net": pw.to_relu(F), "x": [0.5, 3.0]}, "sup_distance_to_square": {"f": F}}
functions = st.lists(st.tuples(st.integers(1, 5), st.integers(-9, 9)), min_size=2, max_size=8).map(
    lambda pairs: Piecewise(np.cumsum([float(step) for step, _ in pairs]), np.array([float(v) for _, v in pairs])))


@given(functions)
def test_the_network_is_the_function(f):
    x = np.linspace(f.t[0], f.t[-1], 101)
    np.testing.assert_allclose(pw.evaluate(f, x), np.interp(x, f.t, f.v), atol=1e-12)
    net = pw.to_relu(f)
    np.testing.assert_allclose(pw.relu_net(net, x), np.interp(x, f.t, f.v), atol=1e-12)
    assert len(net.t) <= len(f.t) - 1 and pw.relu_net(net, f.t[0] - 5.0) == pytest.approx(f.v[0])
    assert pw.pieces(f) == 1 + np.sum(np.abs(np.diff(np.diff(f.v) / np.diff(f.t))) > 1e-12) or len(net.t) < len(f.t) - 1


def test_values_slopes_and_counts():
    assert pw.slopes(F).tolist() == [2, 0, -2] and pw.pieces(F) == 3
    assert pw.evaluate(F, [-1.0, 1.5, 5.0]).tolist() == [-2, 2, -4] and pw.evaluate(F, 0.25) == 0.5
    assert [pw.pieces(F, x) for x in ((0, 1), (0.5, 1.5), (0.5, 2.5), (1, 2))] == [1, 2, 3, 1]
    assert pw.pieces(Piecewise(np.arange(3.0), np.arange(3.0))) == 1
    net = pw.to_relu(F)
    assert net.t.tolist() == [0, 1, 2] and net.w.tolist() == [2, -2, -2] and net.b == 0


def test_single_precision_stays():
    net = pw.to_relu(Piecewise(np.float32([0, 1, 2]), np.float32([0, 1, 3])))
    assert {net.t.dtype, net.w.dtype} == {np.dtype(np.float32)}


def test_a_steep_piece_is_not_looked_at_beyond_its_ends():
    assert pw.sup_distance_to_square(Piecewise(np.array([0.0, 0.9, 1.0]), np.array([0.0, 0.81, 0.31]))) == pytest.approx(0.69, rel=1e-14)


@given(functions)
def test_the_distance_to_the_square_is_the_largest(f):
    x = np.linspace(f.t[0], f.t[-1], 2001)
    grid = np.abs(np.interp(x, f.t, f.v) - x**2).max()
    exact = pw.sup_distance_to_square(f)
    assert grid <= exact + 1e-9 and exact <= grid + 0.1 * (f.t[-1] - f.t[0]) ** 2 / 50


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: pw.evaluate(3, 1.0), TypeError, "f needs a Piecewise, got 3"),
    (lambda: pw.slopes(Piecewise([1.0], [1.0])), ValueError, r"t needs at least two knots that rise, got \[1.0\]"),
    (lambda: pw.slopes(Piecewise([1.0, 1.0], [1.0, 2.0])), ValueError, "t needs at least two knots that rise"),
    (lambda: pw.slopes(Piecewise([1.0, 2.0], [1.0])), ValueError, r"v needs shape \(2,\), got \(1,\)"),
    (lambda: pw.relu_net(3, 1.0), TypeError, "net needs a ReluNet, got 3"),
    (lambda: pw.relu_net(ReluNet([1.0], [1.0, 2.0], 0.0), 1.0), ValueError, r"net needs a weight for each knot, got t \(1,\), w \(2,\)"),
    (lambda: pw.evaluate(F, np.nan), ValueError, "x needs finite numbers, got nan"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_a_network_without_units_is_its_bias():
    assert pw.relu_net(ReluNet(np.array([]), np.array([]), 2.0), [1.0, 2.0]).tolist() == [2, 2]

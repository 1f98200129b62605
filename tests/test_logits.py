"""Softmax, its logarithm and the cross-entropy as operations: by number, twice, far out, in both precisions."""
import numpy as np
import pytest

from ffedu import gradcheck, logits, stable
from ffedu.graph import Node, grad

GOOD = {}
rng = np.random.default_rng(0)
Z, Y = 2 * rng.standard_normal((5, 3)), np.eye(3)[[0, 1, 2, 2, 1]]
V = rng.standard_normal((5, 3))


@pytest.mark.parametrize("f", [logits.softmax, logits.log_softmax], ids=lambda f: f.name)
def test_first_and_second_derivatives_by_number(f):
    def slope(z):
        z = Node(z)
        return grad((f(z) * V).sum(), [z], symbolic=True)[0], z
    g, z = slope(Z)
    np.testing.assert_allclose(
        g.value, gradcheck.numerical_gradient(lambda z: float((f(z) * V).sum()), Z), rtol=1e-7, atol=1e-9)
    w = rng.standard_normal(Z.shape)
    second, = grad((g * w).sum(), [z])
    np.testing.assert_allclose(
        second, gradcheck.numerical_gradient(lambda z: float((slope(z)[0].value * w).sum()), Z), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("f", [logits.softmax, logits.log_softmax], ids=lambda f: f.name)
@pytest.mark.parametrize("shape", [(3,), (2, 2, 3)], ids=str)
def test_the_last_axis_competes_whatever_the_shape(f, shape):
    values, v = rng.standard_normal(shape), rng.standard_normal(shape)
    z = Node(values)
    np.testing.assert_allclose(grad((f(z) * v).sum(), [z])[0], gradcheck.numerical_gradient(
        lambda z: float((f(z) * v).sum()), values), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("targets", [Y, stable.softmax(V), 3 * Y], ids=["one-hot", "soft", "not of sum 1"])
def test_the_cross_entropy_and_its_gradients_by_number(targets):
    z, y = Node(Z), Node(targets)
    J = logits.cross_entropy(z, y)
    assert J.value == pytest.approx(-(targets * stable.log_softmax(Z)).sum() / 5, rel=1e-14)
    gz, gy = grad(J, [z, y])
    number = gradcheck.numerical_gradient
    np.testing.assert_allclose(gz, number(lambda z: float(logits.cross_entropy(z, targets)), Z), atol=1e-9)
    np.testing.assert_allclose(gy, number(lambda y: float(logits.cross_entropy(Z, y)), targets), atol=1e-9)


def test_the_operations_have_the_names_of_the_book():
    assert [f.name for f in (logits.softmax, logits.log_softmax, logits.cross_entropy)] == [
        "softmax", "log_softmax", "cross_entropy"]


def test_the_second_derivative_of_the_cross_entropy():
    def slope(z):
        z = Node(z)
        return grad(logits.cross_entropy(z, Y), [z], symbolic=True)[0], z
    g, z = slope(Z)
    second, = grad((g * V).sum(), [z])
    np.testing.assert_allclose(
        second, gradcheck.numerical_gradient(lambda z: float((slope(z)[0].value * V).sum()), Z), atol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_far_out_nothing_overflows_and_the_precision_stays(dtype):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        z = Node(dtype([[-1e4, 0, 1e4], [1e4, 1e4, -1e4]]))
        for f in (logits.softmax, logits.log_softmax, lambda z: logits.cross_entropy(z, dtype([[1, 0, 0], [0, 1, 0]]))):
            u = f(z)
            g, = grad(u.sum() if u.shape else u, [z])
            assert u.dtype == g.dtype == dtype and np.isfinite(u.value).all() and np.isfinite(g).all()
    assert u.value == pytest.approx((2e4 + np.log(2)) / 2, rel=1e-6)


@pytest.mark.parametrize("z, y", [(np.ones((2, 3)), np.ones((2, 2))), (np.ones(3), np.ones(3))])
def test_errors_say_need_and_got(z, y):
    with pytest.raises(ValueError, match=r"cross_entropy needs z and y of one shape \(m, k\), got"):
        logits.cross_entropy(Node(z), y)

"""Standardising and batch normalisation: what comes out, every gradient by number, test time beside training."""
import numpy as np
import pytest

from ffedu import gradcheck, normalisation as norm

rng = np.random.default_rng(0)
X, G = 3 * rng.standard_normal((6, 3)) + [1, -2, 10], rng.standard_normal((6, 3))
gamma, beta = np.array([1.0, -0.5, 2.0]), np.array([0.0, 1.0, -3.0])
there = {"X": X, "gamma": gamma, "beta": beta, "epsilon": 1e-3}
GOOD = {"standardise": {"X": X}, "batch_norm": there, "running": {"before": beta, "now": gamma, "keep": 0.9},
        "dbatch_norm": {"forward": norm.batch_norm(**there), "gamma": gamma, "G": G},
        "batch_norm_at_test": there | {"mu": beta, "var": gamma**2}}


def test_standardised_columns_have_mean_0_and_variance_1_and_the_way_back():
    done = norm.standardise(X)
    np.testing.assert_allclose(done.Z.mean(0), 0, atol=1e-14), np.testing.assert_allclose(done.Z.var(0), 1)
    np.testing.assert_allclose(done.Z * done.std + done.mean, X)
    assert norm.standardise(np.float32(X)).Z.dtype == np.float32


def test_standardising_makes_the_hessian_of_least_squares_round():
    x = np.random.default_rng(1).uniform(-10, 10, (200, 1)) + 5

    def condition(x):
        Phi = np.hstack([np.ones((len(x), 1)), x])
        return np.linalg.cond(Phi.T @ Phi / len(x))
    assert condition(x) > 30 and condition(norm.standardise(x).Z) == pytest.approx(1)


@pytest.mark.parametrize("size", [1e-200, 1e-310, 1e200, np.float32(1e-30), np.float32(1e30)])
def test_columns_of_any_size_are_standardised(size):
    X = np.array([[1], [3]], np.asarray(size).dtype) * size
    np.testing.assert_allclose(norm.standardise(X).Z.ravel(), [-1, 1], rtol=1e-3 if abs(np.log10(size)) > 300 else 1e-6)


def test_rows_of_one_value_may_be_standardised_and_small_variances_used():
    assert norm.standardise([[1, 1], [3, 3]]).Z.tolist() == [[-1, -1], [1, 1]]
    np.testing.assert_allclose(norm.batch_norm_at_test([[3.0]], [1.0], [0.0], [2.0], [0.25], 1e-12), [[2.0]], rtol=1e-11)


def test_batch_norm_sets_mean_and_deviation():
    out = norm.batch_norm(X, gamma, beta, 1e-9).out
    np.testing.assert_allclose(out.mean(0), beta, atol=1e-12)
    np.testing.assert_allclose(out.std(0), np.abs(gamma), rtol=1e-9)
    one = norm.batch_norm(X, gamma, beta, 1e-3)
    np.testing.assert_allclose(one.xhat, (X - X.mean(0)) / np.sqrt(X.var(0) + 1e-3))
    np.testing.assert_array_equal(norm.batch_norm(X, gamma, beta).out, norm.batch_norm(X, gamma, beta, 1e-5).out)


@pytest.mark.parametrize("name", ["X", "gamma", "beta"])
def test_gradients_by_number(name):
    back = norm.dbatch_norm(norm.batch_norm(**there), gamma, G)
    by_number = gradcheck.numerical_gradient(
        lambda value: float((norm.batch_norm(**there | {name: value}).out * G).sum()), there[name])
    np.testing.assert_allclose(getattr(back, f"d{name}"), by_number, rtol=1e-7, atol=1e-8)


def test_what_goes_back_sees_no_shift_and_no_scale():
    back = norm.dbatch_norm(norm.batch_norm(**there | {"epsilon": 1e-12}), gamma, G).dX
    np.testing.assert_allclose(back.sum(0), 0, atol=1e-12)
    np.testing.assert_allclose((back * X).sum(0), 0, atol=1e-10)


def test_at_test_time_the_batch_has_no_say():
    train = norm.batch_norm(**there)
    np.testing.assert_allclose(norm.batch_norm_at_test(X, gamma, beta, train.mu, train.var, 1e-3), train.out)
    np.testing.assert_allclose(norm.batch_norm_at_test(X[:1], gamma, beta, train.mu, train.var, 1e-3), train.out[:1])
    np.testing.assert_array_equal(norm.batch_norm_at_test(X, gamma, beta, train.mu, train.var),
                                  norm.batch_norm_at_test(X, gamma, beta, train.mu, train.var, 1e-5))


def test_the_running_mean():
    np.testing.assert_allclose(norm.running([1.0, 0.0], [2.0, 1.0], keep=0.9), [1.1, 0.1])
    np.testing.assert_array_equal(norm.running([1.0], [2.0]), norm.running([1.0], [2.0], 0.9))
    assert norm.running([1.0], [2.0], 0).tolist() == [2] and norm.running([1.0], [2.0], 1).tolist() == [1]
    assert norm.running(np.float32([1]), [2.0]).dtype == np.float32


def test_single_precision_stays():
    one = norm.batch_norm(np.float32(X), gamma, beta)
    back = norm.dbatch_norm(one, np.float32(gamma), np.float32(G))
    assert {part.dtype for part in (*one[:4], *back)} == {np.dtype(np.float32)}
    assert norm.batch_norm_at_test(np.float32(X), gamma, beta, np.float64(one.mu), np.float64(one.var)).dtype == np.float32
    assert norm.dbatch_norm(one, gamma, G).dX.dtype == np.float32
    with pytest.raises(ValueError, match="epsilon needs a number above 0 in float32, got 1e-50"):
        norm.batch_norm(np.float32(X), gamma, beta, 1e-50)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: norm.standardise([[1, 2], [1, 3]]), ValueError, "X needs columns that vary, got column 0 of one value"),
    (lambda: norm.standardise([[1, 2, 5], [3, 2, 7]]), ValueError, "X needs columns that vary, got column 1 of one value"),
    (lambda: norm.batch_norm(X, gamma[:2], beta), ValueError, r"gamma needs shape \(3,\), got \(2,\)"),
    (lambda: norm.batch_norm(X, gamma, beta, 0), ValueError, "epsilon needs a number above 0"),
    (lambda: norm.dbatch_norm(X, gamma, G), TypeError, "forward needs a BatchNorm"),
    (lambda: norm.dbatch_norm(norm.batch_norm(**there), gamma, G[:2]), ValueError, r"G needs shape \(6, 3\), got \(2, 3\)"),
    (lambda: norm.batch_norm_at_test(X, gamma, beta, beta, -gamma**2), ValueError, "var needs variances of at least 0, got -4"),
    (lambda: norm.running([1.0], [1.0], 1.1), ValueError, r"keep needs a number in \[0, 1\], got 1.1"),
    (lambda: norm.running([1.0], [1.0], -0.1), ValueError, r"keep needs a number in \[0, 1\], got -0.1"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

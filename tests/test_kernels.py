"""The kernel view: primal and dual are one model; support vectors satisfy their conditions and are few."""
import inspect

import numpy as np
import pytest

from ffedu import data
from ffedu.kernels import kernel_ridge, ridge, support_vectors
from ffedu.linear_models import polynomial, rbf

rng = np.random.default_rng(0)
PHI, T = rng.standard_normal((12, 3)) + 1, rng.standard_normal(12)
K = PHI @ PHI.T
Y = np.where(T > 0, 1, -1)
GOOD = {"ridge": {"Phi": PHI, "t": T, "lambda_": 0.5}, "kernel_ridge": {"K": K, "t": T, "lambda_": 0.5},
        "support_vectors": {"K": K, "y": Y, "C": 1.0, "tolerance": 1e-6, "steps": 5000}}


@pytest.mark.parametrize("lambda_", [1e-3, 0.5, 100])
@pytest.mark.parametrize("degree", [1, 2, 3])
def test_primal_and_dual_are_one_model(lambda_, degree):                                     # S1.15
    Phi = polynomial(PHI, degree)
    primal, dual = ridge(Phi, T, lambda_), kernel_ridge(Phi @ Phi.T, T, lambda_)
    np.testing.assert_allclose(Phi.T @ dual.alpha, primal.w, atol=1e-9)
    np.testing.assert_allclose(Phi @ Phi.T @ dual.alpha + dual.b, Phi @ primal.w + primal.b, atol=1e-9)
    assert dual.b == pytest.approx(primal.b, abs=1e-8) and dual.alpha.sum() == pytest.approx(0, abs=1e-8)
    assert np.all(dual.alpha != 0)


def test_ridge_is_at_its_minimum_and_leaves_the_bias_alone():
    w, b = ridge(PHI, T, 0.5)
    r = PHI @ w + b - T
    np.testing.assert_allclose(PHI.T @ r + 0.5 * w, 0, atol=1e-12)              # the gradient in w, halved
    assert r.sum() == pytest.approx(0, abs=1e-12)                               # and in b
    shifted = ridge(PHI, T + 1000, 0.5)
    np.testing.assert_allclose(shifted.w, w, atol=1e-10)
    assert shifted.b == pytest.approx(b + 1000)
    np.testing.assert_allclose(ridge(PHI, T, 1e9).w, 0, atol=1e-7)


def test_kernel_ridge_solves_its_equations():
    alpha, b = kernel_ridge(K, T, 0.5)
    np.testing.assert_allclose(K @ alpha + 0.5 * alpha + b, T, atol=1e-10)


@pytest.mark.parametrize("C", [0.1, 1.0, 100.0])
@pytest.mark.parametrize("kernel", ["linear", "rbf"])
def test_support_vectors_satisfy_the_conditions_of_optimality(C, kernel):
    X, classes = data.clouds(np.random.default_rng(1), [[-1, 0], [1, 0]], per_class=15, sd=1.0)
    y, K = 2 * classes - 1, X @ X.T if kernel == "linear" else rbf(X, X, 1.0)
    alpha, b = support_vectors(K, y, C)
    a, f = y * alpha, K @ alpha + b
    assert a.min() >= 0 and a.max() <= C and alpha.sum() == pytest.approx(0, abs=1e-10)
    assert np.all(y * f >= 1 - 2e-6 - 10 * (a > 0)) and np.all((y * f)[a == 0] >= 1 - 2e-6)
    assert np.all((y * f)[a == C] <= 1 + 2e-6)
    inside = (a > 0) & (a < C)
    np.testing.assert_allclose((y * f)[inside], 1, atol=2e-6)
    primal = alpha @ K @ alpha / 2 + C * np.maximum(0, 1 - y * f).sum()
    assert primal == pytest.approx(a.sum() - alpha @ K @ alpha / 2, rel=1e-5)   # no gap: both are optimal


def test_a_regression_weighs_every_example_and_the_support_vector_machine_few():              # erratum S-02
    X, classes = data.clouds(np.random.default_rng(0), [[-1, 0], [1, 0]], per_class=15, sd=0.7)
    y, K = 2 * classes - 1, X @ X.T
    assert np.count_nonzero(kernel_ridge(K, y, 1.0).alpha) == 30
    assert 3 <= np.count_nonzero(support_vectors(K, y, C=1.0).alpha) <= 12


def test_two_points_in_closed_form():
    alpha, b = support_vectors(np.outer([-1, 3], [-1, 3]), [-1, 1], C=10)      # margin from -1 to 3: f = (x - 1) / 2
    np.testing.assert_allclose(alpha, [-1 / 8, 1 / 8])
    assert b == pytest.approx(-0.5)
    alpha, b = support_vectors(np.outer([-1, 3], [-1, 3]), [-1, 1], C=0.05)
    assert alpha.tolist() == [-0.05, 0.05]
    alpha, b = support_vectors(np.zeros((2, 2)), [-1, 1], C=3.0)               # nothing tells them apart
    assert alpha.tolist() == [-3, 3] and b == 0


def test_agrees_with_scikit_learn():
    SVC = pytest.importorskip("sklearn.svm").SVC
    X, classes = data.moons(np.random.default_rng(0), per_class=30, sd=0.2)
    K, y = rbf(X, X, 0.5), 2 * classes - 1
    alpha, b = support_vectors(K, y, C=2.0)
    theirs = SVC(C=2.0, kernel="precomputed", tol=1e-8).fit(K, y)
    expected = np.zeros(60)
    expected[theirs.support_] = theirs.dual_coef_[0]
    np.testing.assert_allclose(alpha, expected, atol=1e-4)
    assert b == pytest.approx(theirs.intercept_[0], abs=1e-5)


def test_single_precision_stays():
    f = np.float32
    made = [ridge(PHI.astype(f), T.astype(f), 0.5).w, kernel_ridge(K.astype(f), T.astype(f), 0.5).alpha,
            support_vectors(K.astype(f), Y, 0.1, tolerance=1e-3).alpha]
    assert {array.dtype for array in made} == {np.dtype(f)}


def test_what_is_not_said():
    said = {name: p.default for name, p in inspect.signature(support_vectors).parameters.items()}
    assert (said["C"], said["tolerance"], said["steps"]) == (1.0, 1e-6, 100_000)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: ridge(PHI, T, 0), ValueError, "lambda_ needs a number above 0, got 0.0"),
    (lambda: ridge([[1, 1], [1, 1], [2, 2]], [1, 2, 3], 1e-20), ValueError, "lambda_ needs to be above the rounding"),
    (lambda: kernel_ridge(K, T, 1e-20), ValueError, "lambda_ needs to be above the rounding error .*, got 1e-20"),
    (lambda: kernel_ridge(K[:, 1:], T, 1), ValueError, r"K needs as many rows as columns, got \(12, 11\)"),
    (lambda: kernel_ridge([[3, 2], [0, 3]], [1, 2], 1), ValueError, "K needs K_ij = K_ji, got a difference of 2"),
    (lambda: kernel_ridge([[0, 1], [1, 0]], [1, 2], 1), ValueError, "K needs eigenvalues of at least 0, got -1"),
    (lambda: kernel_ridge([[0, 1e-10], [1e-10, 0]], [1, 2], 1), ValueError, "K needs eigenvalues .*, got -1e-10"),
    (lambda: kernel_ridge([[1e8, 0], [0, 0]], [1, 2], 1e-9), ValueError, "lambda_ needs to be above .*, got 1e-09"),
    (lambda: kernel_ridge(K, T[1:], 1), ValueError, r"t needs shape \(12,\), got \(11,\)"),
    (lambda: support_vectors(K, abs(Y)), ValueError, r"y needs -1 and \+1, both of them, got \[1.0\]"),
    (lambda: support_vectors(K, Y * 2), ValueError, r"y needs -1 and \+1, both of them, got \[-2.0, 2.0\]"),
    (lambda: support_vectors(K, range(12)), ValueError, r"both of them, got \[0.0, 1.0, 2.0, 3.0\]$"),
    (lambda: support_vectors(K, Y, C=0), ValueError, "C needs a number above 0, got 0.0"),
    (lambda: support_vectors(K, Y, steps=2), ValueError, "steps needs to be enough to come within 1e-06, got 2 that"),
    (lambda: support_vectors(K, Y, steps=0), ValueError, "steps needs a whole number of at least 1, got 0")])
def test_errors_say_what_is_needed_and_what_was_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_rounding_of_the_kernel_is_forgiven():
    for scale in (1e-6, 1, 1e6):
        shaken = scale * K * (1 + 1e-13 * rng.standard_normal(K.shape))
        exact = kernel_ridge(scale * K, T, 0.5 * scale)
        np.testing.assert_allclose(kernel_ridge(shaken, T, 0.5 * scale).alpha, exact.alpha, rtol=1e-7)

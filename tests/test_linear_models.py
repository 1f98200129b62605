"""Least squares and logistic regression: closed forms, derivatives, one optimum from everywhere, and none."""
import inspect

import numpy as np
import pytest

from ffedu import data, gradcheck, linear_models as lm
from ffedu.linear_models import cross_entropy, descend, lms, newton, polynomial, rbf, squared_error

rng = np.random.default_rng(0)
PHI, T, CLASSES = np.column_stack([np.ones(9), rng.standard_normal((9, 2))]), rng.standard_normal(9), np.arange(9) % 2
SIX = polynomial(np.arange(-2.0, 4)[:, None])                    # the six points of erratum S-11
OVERLAPPING, SEPARABLE = np.array([0, 0, 1, 0, 1, 1]), np.array([0, 0, 0, 1, 1, 1])
AT = {"Phi": PHI, "t": T, "w": np.ones(3)}
GOOD = {"polynomial": {"X": [[1, 2]], "degree": 2}, "rbf": {"X": [[1, 2]], "centres": [[0, 1]], "width": 1.0},
        "least_squares": {"Phi": PHI, "t": T}, "normal_equations": {"Phi": PHI, "t": T}, "squared_error": AT,
        "cross_entropy": AT | {"t": CLASSES}, "example_gradients": AT,
        "descend": {"cost": squared_error} | AT | {"epsilon": 0.1, "steps": 3},
        "lms": AT | {"rng": rng, "epsilon": 0.1, "epochs": 2},
        "newton": {"cost": cross_entropy} | AT | {"t": CLASSES, "steps": 4}}
COSTS = pytest.mark.parametrize("cost, t", [(squared_error, T), (cross_entropy, CLASSES)])


def test_polynomials_are_all_products_in_order():
    x, y, z = 2.0, 3.0, 5.0
    assert polynomial([[x, y, z]], 2).tolist() == [[1, x, y, z, x * x, x * y, x * z, y * y, y * z, z * z]]
    assert polynomial([[x]], 4).tolist() == [[1, 2, 4, 8, 16]]
    assert polynomial([[x, y]], 0).tolist() == [[1]]
    assert polynomial([[x, y]]).tolist() == [[1, x, y]]
    assert polynomial(np.ones((2, 4)), 5).shape == (2, 126)                     # (4 + 5 choose 5)


def test_a_product_solves_what_no_sum_does():
    X, y = data.gate("XOR")
    blind = lm.least_squares(polynomial(X, 1), y)
    np.testing.assert_allclose(blind.w, [0.5, 0, 0], atol=1e-14)
    assert blind.J == pytest.approx(1 / 8)                                      # half the mean square, 1/4
    sees = lm.least_squares(polynomial(X, 2)[:, [0, 1, 2, 4]], y)
    np.testing.assert_allclose(sees.w, [0, 1, 1, -2], atol=1e-13)
    assert lm.least_squares(polynomial(X, 2), y).rank == 4                      # x^2 = x on 0 and 1
    centres = lm.least_squares(rbf(X, X, 0.7), y)
    np.testing.assert_allclose(centres.residual, 0, atol=1e-13)


def test_radial_features_are_gaussians_without_normaliser():
    X, C, s = rng.standard_normal((4, 3)), rng.standard_normal((5, 3)), 0.7
    got = rbf(X, C, s)
    for i in range(4):
        for k in range(5):
            assert got[i, k] == pytest.approx(np.exp(-np.sum((X[i] - C[k]) ** 2) / (2 * s**2)), rel=1e-13)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert rbf([[0.0]], [[1e300], [0]], 1e-10).tolist() == [[0, 1]]


def test_formula_and_factorisation_agree_and_the_residual_is_orthogonal():                   # S-ID-32
    fit, normal = lm.least_squares(PHI, T), lm.normal_equations(PHI, T)
    np.testing.assert_allclose(normal.w, fit.w, rtol=1e-10)
    np.testing.assert_allclose(PHI.T @ (T - PHI @ normal.w), 0, atol=1e-12)
    np.testing.assert_allclose(fit.residual, T - PHI @ fit.w, atol=1e-14)
    assert fit.J == pytest.approx(squared_error(PHI, T, fit.w).J) and fit.rank == 3
    assert normal.condition == pytest.approx(np.linalg.cond(PHI) ** 2)
    assert normal.condition == pytest.approx(np.linalg.cond(squared_error(PHI, T, fit.w).hessian))


def test_of_many_solutions_the_shortest():
    fit = lm.least_squares([[1, 1], [2, 2]], [2, 4])
    np.testing.assert_allclose(fit.w, [1, 1])
    assert fit.rank == 1 and fit.J == pytest.approx(0, abs=1e-28)


def test_the_formula_loses_twice_the_digits():
    x = np.linspace(0, 1, 30)[:, None]
    w = np.ones(8)
    Phi = polynomial(x, 7)
    good, poor = lm.least_squares(Phi, Phi @ w), lm.normal_equations(Phi, Phi @ w)
    assert np.abs(good.w - w).max() < 1e-9 < np.abs(poor.w - w).max() < 1e-3
    with pytest.raises(ValueError, match=r"Phi\^T Phi needs 16 independent columns, got rank"):
        lm.normal_equations(polynomial(x, 15), x[:, 0])


@COSTS
def test_gradient_and_hessian_against_differences(cost, t):
    w = np.array([0.3, -0.7, 1.1])
    at = cost(PHI, t, w)
    np.testing.assert_allclose(at.gradient, gradcheck.numerical_gradient(lambda v: cost(PHI, t, v).J, w), atol=1e-9)
    np.testing.assert_allclose(at.hessian, gradcheck.jacobian(lambda v: cost(PHI, t, v).gradient, w), atol=1e-9)
    assert np.linalg.eigvalsh(at.hessian)[0] > 0                                # convex


def test_costs_in_closed_form():
    w = np.array([0.3, -0.7, 1.1])
    z = PHI @ w
    p = 1 / (1 + np.exp(-z))
    expected = -np.mean(CLASSES * np.log(p) + (1 - CLASSES) * np.log(1 - p))
    assert cross_entropy(PHI, CLASSES, w).J == pytest.approx(expected, rel=1e-13)
    np.testing.assert_allclose(cross_entropy(PHI, CLASSES, w).gradient, (p - CLASSES) @ PHI / 9, rtol=1e-12)
    assert squared_error(PHI, T, w).J == pytest.approx(np.mean((z - T) ** 2) / 2, rel=1e-13)


def test_the_gradient_of_the_sum_is_the_sum_of_the_gradients():                              # erratum S-03
    w = np.array([0.3, -0.7, 1.1])
    rows = lm.example_gradients(PHI, T, w)
    for n in range(9):
        np.testing.assert_allclose(rows[n], squared_error(PHI[[n]], T[[n]], w).gradient, rtol=1e-12)
    np.testing.assert_allclose(rows.sum(axis=0), 9 * squared_error(PHI, T, w).gradient, rtol=1e-12)


@COSTS
@pytest.mark.parametrize("seed", range(3))
def test_one_optimum_from_everywhere(cost, t, seed):                                         # S2.06
    start = 3 * np.random.default_rng(seed).standard_normal(3)
    best = newton(cost, PHI, t, np.zeros(3))
    down = descend(cost, PHI, t, start, epsilon=0.8, steps=3000)
    assert best.converged and np.all(np.diff(down.J) <= 1e-15)
    np.testing.assert_allclose(down.w[-1], best.w[-1], atol=1e-6)
    np.testing.assert_allclose(newton(cost, PHI, t, start).w[-1], best.w[-1], atol=1e-12)
    if cost is squared_error:
        np.testing.assert_allclose(best.w[1], lm.normal_equations(PHI, t).w, rtol=1e-10)     # one step is enough
        assert len(best.w) == 3


@COSTS
def test_paths_are_the_rule_step_by_step(cost, t):
    path, w = descend(cost, PHI, t, [1, 0, 2], epsilon=0.3, steps=4), np.array([1.0, 0, 2])
    for row, J in zip(path.w, path.J):
        np.testing.assert_allclose(row, w, rtol=1e-14)
        assert J == pytest.approx(cost(PHI, t, w).J, rel=1e-14)
        w = w - 0.3 * cost(PHI, t, w).gradient
    assert path.w.shape == (5, 3) and path.J.shape == (5,)
    assert len(descend(cost, PHI, t, [1, 0, 2]).J) == 1001
    assert newton(cost, PHI, t, [1, 0, 2], steps=0).J.shape == (1,)


def test_newton_finds_the_measured_optimum():                                                # erratum S-11
    path = newton(cross_entropy, SIX, OVERLAPPING, [0, 0])
    assert path.converged and len(path.w) == len(path.J) <= 10
    np.testing.assert_allclose(path.w[-1], [-0.607014, 1.214028], atol=5e-7)
    assert np.abs(cross_entropy(SIX, OVERLAPPING, path.w[-1]).gradient).max() < 1e-15
    assert path.J[-1] == pytest.approx(cross_entropy(SIX, OVERLAPPING, path.w[-1]).J)


def test_where_the_classes_can_be_told_apart_there_is_no_minimum():                          # erratum S-11
    sums = [6 * cross_entropy(SIX, SEPARABLE, [-0.5 * scale, scale]).J for scale in (1, 10, 100)]
    assert sums == [pytest.approx(1.51, abs=5e-3), pytest.approx(0.0134, abs=5e-5), pytest.approx(3.9e-22, rel=0.02)]
    path = newton(cross_entropy, SIX, SEPARABLE, [0, 0])
    length = np.linalg.norm(path.w, axis=1)
    assert not path.converged and len(path.w) == 26
    assert np.all(np.diff(path.J) < 0) and np.all(np.diff(length) > 0.8)
    assert np.diff(length)[-1] == pytest.approx(np.sqrt(5))                     # the nearest z grow by 1 in each step
    far = newton(cross_entropy, SIX, SEPARABLE, [0, 0], steps=2000)
    assert not far.converged and len(far.w) < 2001                              # stopped: its Hessian is lost


def test_newton_comes_to_rest_by_the_length_of_its_step():
    for start, rests in ((1e-8, True), (2e-8, False)):                          # sqrt(eps) is 1.5e-8
        assert newton(squared_error, [[1.0]], [0], [start], steps=1).converged == rests
    assert newton(squared_error, PHI, 1e9 * T, np.zeros(3), steps=2).converged  # beside |w|, if that is large


def test_newton_stops_where_a_direction_has_no_curvature_left():
    path = newton(squared_error, np.diag([1e-9, 1e-9, 1.0]), [1, 1, 1], np.zeros(3))
    assert not path.converged and len(path.w) == 1


def test_newton_halves_a_step_that_would_lead_up():
    start = np.array([0.0, 6.0])
    H = cross_entropy(SIX, OVERLAPPING, start)
    d = np.linalg.solve(H.hessian, H.gradient)
    assert cross_entropy(SIX, OVERLAPPING, start - d).J > H.J
    path = newton(cross_entropy, SIX, OVERLAPPING, start)
    assert path.converged and np.all(np.diff(path.J) <= 0)
    np.testing.assert_allclose(path.w[-1], [-0.607014, 1.214028], atol=5e-7)
    halvings = np.log2(np.linalg.norm(d) / np.linalg.norm(path.w[1] - start))
    assert halvings == pytest.approx(round(halvings), abs=1e-9) and halvings >= 1


def test_the_limit_of_a_step_is_what_the_eigenvalue_says():
    H = squared_error(PHI, T, np.zeros(3)).hessian
    edge, best = 2 / np.linalg.eigvalsh(H)[-1], lm.least_squares(PHI, T).J
    below, above = (descend(squared_error, PHI, T, np.ones(3), epsilon=f * edge, steps=800).J for f in (0.98, 1.02))
    assert below[-1] - best < 1e-9 and above[-1] > 1e3
    with pytest.raises(ValueError, match="w needs finite numbers, got"), np.errstate(all="ignore"):
        descend(squared_error, PHI, T, np.ones(3), epsilon=10 * edge, steps=800)


def test_the_condition_number_sets_the_pace():                                               # Fix p. 68 and 85
    X, y = data.line(np.random.default_rng(0))
    Phi, Z = polynomial(X), polynomial((X - X.mean()) / X.std())
    best = lm.least_squares(Phi, y).J
    slow, fast = descend(squared_error, Phi, y, [0, 0], epsilon=0.02), descend(squared_error, Z, y, [0, 0], epsilon=0.5)
    assert lm.normal_equations(Phi, y).condition > 25 and lm.normal_equations(Z, y).condition == pytest.approx(1)
    assert np.argmax(slow.J - best < 1e-4) > 10 * np.argmax(fast.J - best < 1e-4) > 0
    np.testing.assert_allclose(fast.w[-1], [y.mean(), lm.least_squares(Phi, y).w[1] * X.std()], rtol=1e-9)


def test_lms_is_the_rule_in_the_order_drawn():
    path = lms(PHI, T, np.ones(3), np.random.default_rng(5), epsilon=0.1, epochs=2)
    order, w = np.random.default_rng(5), np.ones(3)
    expected = [w]
    for n in np.concatenate([order.permutation(9), order.permutation(9)]):
        w = w - 0.1 * lm.example_gradients(PHI[[n]], T[[n]], w)[0]
        expected.append(w)
    np.testing.assert_allclose(path.w, expected, rtol=1e-12)
    np.testing.assert_allclose(path.J, [squared_error(PHI, T, v).J for v in expected], rtol=1e-12)
    assert lms(PHI, T, np.ones(3), np.random.default_rng(0)).w.shape == (181, 3)
    with pytest.raises(ValueError, match="w needs finite numbers, got"), np.errstate(all="ignore"):
        lms([[1e100]], [0], [1], np.random.default_rng(5), epsilon=1e200, epochs=1)


def test_what_is_not_said_is_as_documented():
    said = {name: p.default for name, p in inspect.signature(lms).parameters.items()}
    assert (said["epsilon"], said["epochs"]) == (0.05, 20)
    assert inspect.signature(descend).parameters["epsilon"].default == 0.1


@pytest.mark.parametrize("t", [OVERLAPPING, SEPARABLE])
def test_extreme_logits(t):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        at = cross_entropy(SIX, t, [0, 1e4])
    wrong = SIX[t == 0, 1]
    assert at.J == pytest.approx(1e4 * wrong[wrong > 0].sum() / 6 + np.log(2) / 6, rel=1e-12)
    assert np.isfinite(at.gradient).all() and np.isfinite(at.hessian).all()


def test_no_digit_is_lost_where_the_output_is_near_1():
    at = cross_entropy([[1.0]], [1], [40])
    assert at.gradient[0] == pytest.approx(-np.exp(-40), rel=1e-15) and at.hessian[0, 0] == pytest.approx(np.exp(-40))


def test_single_precision_stays():
    f = np.float32
    Phi, t, w = PHI.astype(f), T.astype(f), np.ones(3, f)
    made = [polynomial(Phi, 2), rbf(Phi, Phi, 0.5), lm.least_squares(Phi, t).w, lm.normal_equations(Phi, t).w,
            lm.example_gradients(Phi, t, w), lms(Phi, t, w, np.random.default_rng(0)).w,
            *squared_error(Phi, t, w)[1:], *cross_entropy(Phi, CLASSES, w)[1:],
            descend(cross_entropy, Phi, CLASSES, w).w, newton(cross_entropy, Phi, CLASSES, w).w]
    assert {array.dtype for array in made} == {np.dtype(f)}
    assert newton(cross_entropy, Phi, CLASSES, w).converged


def test_agrees_with_scikit_learn():
    linear_model = pytest.importorskip("sklearn.linear_model")
    ours = lm.least_squares(PHI, T).w
    theirs = linear_model.LinearRegression(fit_intercept=False).fit(PHI, T).coef_
    np.testing.assert_allclose(ours, theirs, rtol=1e-10)
    theirs = linear_model.LogisticRegression(C=1e10, fit_intercept=False, tol=1e-10).fit(PHI, CLASSES).coef_[0]
    np.testing.assert_allclose(newton(cross_entropy, PHI, CLASSES, np.zeros(3)).w[-1], theirs, atol=1e-4)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: polynomial([[1, 2]], -1), ValueError, "degree needs a whole number of at least 0, got -1"),
    (lambda: polynomial([[1, 2]], 500), ValueError, "degree needs to give at most 10,000 features, got degree 500"),
    (lambda: polynomial([[1.0]], 10_000), ValueError, "degree needs to give at most 10,000 features"),
    (lambda: rbf([[1, 2]], [[1]], 1), ValueError, r"centres needs shape \(k, 2\), got \(1, 1\)"),
    (lambda: rbf([[1]], [[1]], 0), ValueError, "width needs a number above 0, got 0.0"),
    (lambda: lm.least_squares(PHI, T[1:]), ValueError, r"t needs shape \(9,\), got \(8,\)"),
    (lambda: lm.normal_equations([[1, 1], [1, 1]], [1, 2]), ValueError, "needs 2 independent columns, got rank 1"),
    (lambda: newton(cross_entropy, [[1, 1], [1, 1]], [0, 1], [0, 0]), ValueError, "Phi needs 2 independent columns"),
    (lambda: cross_entropy(PHI, np.arange(9), [0, 0, 0]), ValueError, "t needs 0 or 1, got 2"),
    (lambda: squared_error(PHI, T, [0, 0]), ValueError, r"w needs shape \(3,\), got \(2,\)"),
    (lambda: descend(lambda *a: 1.0, PHI, T, [0, 0, 0]), TypeError, r"cost\(Phi, t, w\) needs a Cost, got 1.0"),
    (lambda: descend(3, PHI, T, [0, 0, 0]), TypeError, "cost needs a function, got 3"),
    (lambda: lms(PHI, T, [0, 0, 0], 0), TypeError, "rng needs a Generator, got 0")])
def test_errors_say_what_is_needed_and_what_was_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

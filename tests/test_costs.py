"""Costs: values in closed form, slopes by number and at the kink, what minimises them, entropies."""
import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import costs, gradcheck, stable

rng = np.random.default_rng(0)
A, B = rng.standard_normal((4, 2)), rng.standard_normal((4, 2))
P, Q = stable.softmax(A), stable.softmax(B)
GOOD = {**{name: {"yhat": A, "y": B} for name in ("mean_squared_error", "dmean_squared_error", "mean_absolute_error",
                                                  "dmean_absolute_error")},
        "least_squares_constant": {"y": [0.0, 1.0, 5.0]}, "least_absolute_constant": {"y": [0.0, 1.0, 5.0]},
        "entropy": {"p": P}, "cross_entropy": {"p": P, "q": Q}, "kl_divergence": {"p": P, "q": Q},
        "binary_cross_entropy": {"yhat": P, "y": Q}, "one_sided_cross_entropy": {"yhat": P, "y": Q},
        "gaussian_from_squared_error": {"J": 0.5, "k": 2}}
samples = st.lists(st.integers(-20, 20), min_size=1, max_size=9)


@pytest.mark.parametrize("cost, slope", [(costs.mean_squared_error, costs.dmean_squared_error),
                                         (costs.mean_absolute_error, costs.dmean_absolute_error)])
def test_slopes_by_number(cost, slope):
    np.testing.assert_allclose(slope(A, B), gradcheck.numerical_gradient(lambda a: cost(a, B), A), rtol=1e-7, atol=1e-9)


def test_values():
    assert costs.mean_squared_error([1, 2], [0, 4]) == 2.5 and costs.mean_absolute_error([1, 2], [0, 4]) == 1.5
    assert costs.dmean_absolute_error([1.0], [1.0]).tolist() == [0.0]
    assert costs.dmean_squared_error(np.float32([1, 2]), [0, 0]).dtype == np.float32
    assert costs.dmean_absolute_error(np.float32([1, 2]), [0, 0]).dtype == np.float32


def test_the_two_slopes_at_the_kink():
    for side, slope in ((-1, -0.5), (1, 0.5)):
        h = side * 1e-6
        assert (costs.mean_absolute_error([1 + h, 0], [1, 0]) - 0) / h == pytest.approx(slope)


@given(samples)
def test_the_mean_and_the_medians_are_the_minimisers(y):
    squares, absolutes = costs.least_squares_constant(y), costs.least_absolute_constant(y)
    assert squares.low == squares.high == pytest.approx(np.mean(y)) and squares.J == pytest.approx(np.var(y), abs=1e-9)
    assert (absolutes.low + absolutes.high) / 2 == pytest.approx(np.median(y))
    for c in np.linspace(-21, 21, 169):
        constant = np.full(len(y), c)
        assert costs.mean_squared_error(constant, y) >= squares.J - 1e-9
        J = costs.mean_absolute_error(constant, y)
        inside = absolutes.low <= c <= absolutes.high
        assert J == pytest.approx(absolutes.J) if inside else J > absolutes.J


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=5), st.lists(st.floats(0.01, 1), min_size=5, max_size=5))
def test_entropy_and_divergence(p, q):
    p, q = np.array(p) / np.sum(p), np.array(q[:len(p)]) / np.sum(q[:len(p)])
    assert 0 <= costs.entropy(p) <= np.log(len(p)) + 1e-12
    assert costs.kl_divergence(p, q) >= -1e-12 and costs.kl_divergence(p, p) == 0
    assert costs.cross_entropy(p, q) == pytest.approx(costs.entropy(p) + costs.kl_divergence(p, q))


def test_what_is_impossible_costs_nothing_or_everything():
    assert costs.entropy([1, 0]) == 0 and np.signbit(costs.entropy([1, 0])) == False      # noqa: E712  not -0
    assert costs.cross_entropy([1, 0], [0, 1]) == np.inf and costs.kl_divergence([1, 0], [0, 1]) == np.inf
    assert costs.kl_divergence([1, 0], [0.5, 0.5]) == pytest.approx(np.log(2))
    assert str(costs.binary_cross_entropy([1.0], [1.0])) == "0.0"                # and not -0.0
    assert costs.binary_cross_entropy([0.0], [1.0]) == np.inf and costs.binary_cross_entropy([0.0], [0.0]) == 0


def test_the_one_sided_loss_is_blind_to_the_zeros():
    y = [0, 1, 0, 1]
    assert costs.one_sided_cross_entropy([1, 1, 1, 1], y) == 0 < costs.binary_cross_entropy([0.9, 0.9, 0.9, 0.9], y)
    assert costs.one_sided_cross_entropy([0.2, 0.5, 0.2, 0.5], y) == pytest.approx(np.log(2) / 2)


def test_the_gaussian_likelihood_is_half_the_squared_error_and_a_constant():
    J = costs.mean_squared_error(A, B)
    by_density = -np.log(np.exp(-(A - B) ** 2 / 2) / np.sqrt(2 * np.pi)).sum(1).mean()
    assert costs.gaussian_from_squared_error(J, k=2) == pytest.approx(by_density)


def test_against_scipy():
    special, stats = pytest.importorskip("scipy.special"), pytest.importorskip("scipy.stats")
    np.testing.assert_allclose(costs.kl_divergence(P, Q), special.rel_entr(P, Q).sum(1))
    np.testing.assert_allclose(costs.entropy(P), stats.entropy(P, axis=1))
    assert costs.binary_cross_entropy(P, Q) == pytest.approx(-(special.xlogy(Q, P) + special.xlog1py(1 - Q, -P)).mean())


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: costs.mean_squared_error([1, 2], [1, 2, 3]), ValueError, r"yhat and y need one shape, not empty, got \(2,\) and \(3,\)"),
    (lambda: costs.mean_absolute_error([], []), ValueError, "need one shape, not empty"),
    (lambda: costs.mean_squared_error([np.nan], [1]), ValueError, "yhat needs finite numbers, got nan"),
    (lambda: costs.entropy(np.float32([0.5, 0.51])), ValueError, "p needs probabilities that sum to 1 along the last axis"),
    (lambda: costs.entropy([0.5, 0.6]), ValueError, r"p needs probabilities that sum to 1 along the last axis, got \[0.5, 0.6\]"),
    (lambda: costs.entropy([1.5, -0.5]), ValueError, "p needs probabilities"),
    (lambda: costs.entropy(1.0), ValueError, "p needs probabilities"),
    (lambda: costs.cross_entropy(P, Q[:2]), ValueError, r"p and q need one shape, got \(4, 2\) and \(2, 2\)"),
    (lambda: costs.binary_cross_entropy([0.5], [2]), ValueError, r"y needs numbers from 0 to 1, got array\(\[2.\]\)"),
    (lambda: costs.one_sided_cross_entropy([-0.5], [1]), ValueError, "yhat needs numbers from 0 to 1"),
    (lambda: costs.binary_cross_entropy([0.5], [1, 0]), ValueError, "yhat and y need one shape"),
    (lambda: costs.least_squares_constant([[1, 2]]), ValueError, r"y needs shape \(m,\), got \(1, 2\)"),
    (lambda: costs.gaussian_from_squared_error(-1.0), ValueError, "J needs a number of at least 0, got -1.0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

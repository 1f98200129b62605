"""sigmoid, softplus, logsumexp, softmax: against closed forms, against scipy, at the extremes, in both precisions."""
import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu.stable import log_softmax, logsumexp, sigmoid, softmax, softplus

GOOD = {name: {"z": [1.0, 2.0]} for name in ("sigmoid", "softplus")} | {
    name: {"z": [1.0, 2.0], "axis": -1} for name in ("logsumexp", "softmax", "log_softmax")}

INF, NAN = np.inf, np.nan
DTYPES = [np.float32, np.float64]
FUNCTIONS = [sigmoid, softplus, logsumexp, softmax, log_softmax]
numbers = st.floats(-1e4, 1e4)
logits = st.lists(numbers, min_size=1, max_size=6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("function, z, expected", [
    (sigmoid, [-INF, -1e4, 0, 1e4, INF], [0, 0, 0.5, 1, 1]),
    (softplus, [-INF, -1e4, 0, 1e4, INF], [0, 0, np.log(2), 1e4, INF]),
    (logsumexp, [1e4, 1e4], 1e4 + np.log(2)),
    (logsumexp, [-1e4, -1e4], -1e4 + np.log(2)),
    (logsumexp, [-INF, -INF], -INF),
    (logsumexp, [INF, 0], INF),
    (logsumexp, [-INF, 3], 3),
    (softmax, [1e4, 1e4, -1e4], [0.5, 0.5, 0]),
    (softmax, [INF, 0, INF], [0.5, 0, 0.5]),
    (softmax, [-INF, 0], [0, 1]),
    (log_softmax, [0, -1e4], [0, -1e4]),
    (log_softmax, [INF, 0, INF], [-np.log(2), -INF, -np.log(2)]),
    (log_softmax, [-INF, 0], [-INF, 0]),
    (softmax, [7], [1]),
])
def test_limits_and_extremes_in_closed_form(function, z, expected, dtype):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = function(np.array(z, dtype))
    assert got.dtype == dtype
    np.testing.assert_allclose(got, np.array(expected, dtype), rtol=4 * np.finfo(dtype).eps, atol=0)


@pytest.mark.parametrize("function, oracle", [
    (sigmoid, "expit"), (logsumexp, "logsumexp"), (softmax, "softmax"), (log_softmax, "log_softmax")])
def test_agrees_with_scipy(function, oracle):
    special = pytest.importorskip("scipy.special")
    z = np.random.default_rng(0).uniform(-700, 700, (50, 7))
    axis = {} if function is sigmoid else {"axis": -1}
    np.testing.assert_allclose(function(z), getattr(special, oracle)(z, **axis), rtol=2e-14, atol=1e-300)


def test_softplus_agrees_with_logaddexp():
    z = np.random.default_rng(0).uniform(-700, 700, 300)
    np.testing.assert_allclose(softplus(z), np.logaddexp(0, z), rtol=1e-15)


@given(numbers)
def test_sigmoid_laws(z):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, abs=1e-15)
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=1e-15, abs=1e-15)
    if z > -700:                                 # below, sigmoid underflows and its logarithm is lost
        assert np.log(sigmoid(z)) == pytest.approx(-softplus(-z), rel=1e-12, abs=1e-15)


@given(logits, numbers)
def test_softmax_laws(z, shift):
    z = np.array(z)
    p = softmax(z)
    assert p.sum() == pytest.approx(1, abs=1e-15 * 6) and np.all(p >= 0)
    np.testing.assert_allclose(softmax(z + shift), p, rtol=1e-10, atol=1e-11)   # z + shift itself is rounded
    assert z.max() <= logsumexp(z) <= z.max() + np.log(len(z)) + 1e-11
    np.testing.assert_allclose(log_softmax(z), z - logsumexp(z), rtol=1e-12, atol=1e-11)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nan_stays_nan_and_input_is_not_changed(function):
    z = np.array([1.0, NAN])
    before = z.copy()
    assert np.isnan(function(z)).any()
    np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("bad", ["text", None, [1j, 0]])
def test_wrong_kinds_are_refused(function, bad):
    with pytest.raises(TypeError, match="z needs real numbers, got dtype"):
        function(bad)


@pytest.mark.parametrize("function", [logsumexp, softmax, log_softmax])
@pytest.mark.parametrize("z, axis", [(3.0, -1), ([], -1), ([1, 2], 1), (np.zeros((2, 0)), 1)])
def test_a_missing_axis_is_named(function, z, axis):
    with pytest.raises(ValueError, match=f"z needs at least one logit along axis {axis}, got shape"):
        function(z, axis)


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_no_softmax_of_minus_infinity_alone(function):
    with pytest.raises(ValueError, match="got a group of -inf alone"):
        function([[0, 1], [-INF, -INF]])


@pytest.mark.parametrize("function", [logsumexp, softmax, log_softmax])
def test_axis_is_free(function):
    z = np.random.default_rng(0).standard_normal((3, 4, 5))
    moved = function(np.moveaxis(z, 1, -1))
    np.testing.assert_allclose(function(z, axis=1), moved if function is logsumexp else np.moveaxis(moved, -1, 1))


@pytest.mark.parametrize("function", [sigmoid, softplus])
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_single_number_keeps_its_dtype(function, dtype):
    assert function(dtype(0)).dtype == dtype and function(dtype(0)).shape == ()

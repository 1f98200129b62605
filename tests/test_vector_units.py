"""maxout and rbf: values, routed gradients, the rectifiers as two pieces, shapes, extremes, both precisions."""
import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import gradcheck, hidden_units
from ffedu.vector_units import dmaxout, drbf, maxout, rbf

batch = {"X": [[0.0, 1.0], [2.0, 3.0]], "W": [[0.0, 1.0, 2.0], [1.0, 1.0, 0.0]], "sigma": [1.0, 2.0, 3.0]}
GOOD = {"maxout": {"a": [[1.0, 2.0, 4.0, 3.0]], "k": 2}, "dmaxout": {"a": [[1.0, 2.0, 4.0, 3.0]], "k": 2},
        "rbf": batch, "drbf": batch | {"G": np.ones((2, 3))}}

INF, NAN = np.inf, np.nan
DTYPES = [np.float32, np.float64]


@pytest.mark.parametrize("dtype", DTYPES)
def test_maxout_takes_the_largest_of_each_group_of_neighbours(dtype):
    a = np.array([[1, 5, 3, 0, -1, -2], [-4, -4, -5, INF, 1e4, -INF]], dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        h, d = maxout(a, 3), dmaxout(a, 3)
    assert h.tolist() == [[5, 0], [-4, INF]] and h.dtype == d.dtype == dtype
    assert d.tolist() == [[0, 1, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0]]              # of a tie, the first
    assert maxout(a, 2).tolist() == [[5, 3, -1], [-4, INF, 1e4]]
    assert maxout(a, 1).tolist() == a.tolist() and np.all(dmaxout(a, 1) == 1)
    assert maxout(a, 6).tolist() == [[5], [INF]] and maxout(a[0], 6).shape == (1,)
    assert maxout(np.zeros((2, 0)), 3).shape == (2, 0) and dmaxout(np.zeros((2, 3, 4), dtype), 2).shape == (2, 3, 4)


def test_a_nan_stays_a_nan():
    assert np.isnan(maxout([1, NAN, 2, 3], 2)).tolist() == [True, False]


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=6))
def test_two_pieces_are_the_family_of_rectifiers(a):
    a = np.array(a)
    for name, low in (("relu", 0), ("leaky_relu", 0.01), ("absolute", -1)):
        unit = hidden_units.UNITS[name]
        pieces = np.stack([low * a, a], axis=-1).reshape(-1)
        np.testing.assert_array_equal(maxout(pieces, 2), unit.g(a))
        slope = (dmaxout(pieces, 2).reshape(-1, 2) * [low, 1]).sum(axis=-1)    # chain rule through both pieces
        np.testing.assert_array_equal(slope[a != 0], unit.dg(a)[a != 0])


@pytest.mark.parametrize("shape, k", [((4,), 2), ((3, 4), 4), ((1, 4), 2), ((2, 3, 6), 3)])
def test_maxout_gradient_along_random_directions(shape, k):
    rng = np.random.default_rng(0)
    check = gradcheck.vjp_identity(lambda a: maxout(a, k), lambda a, G: np.repeat(G, k, axis=-1) * dmaxout(a, k),
                                   rng.standard_normal(shape), rng)
    assert check.relative_error < 1e-8 and check.analytic != 0


def test_maxout_learns_a_convex_function_of_at_most_k_pieces():
    """Srihari 3.16: a unit whose pieces are tangents of x^2 stays below it and touches it; its slopes never fall."""
    x, at = np.linspace(-2, 2, 401)[:, None], np.array([-1.5, -0.5, 0.5, 1.5])
    h = maxout(2 * at * x - at**2, 4)[:, 0]
    assert np.all(h <= x[:, 0] ** 2 + 1e-12) and np.max(x[:, 0] ** 2 - h) == pytest.approx(0.25)
    slopes = (np.diff(h) / 0.01).round(6).tolist()
    assert slopes == sorted(slopes) and set(slopes) == {-3, -1, 1, 3}


def test_the_next_layer_needs_k_times_fewer_weights():
    """Srihari 3.18 with 12 filters, k = 3 and 10 outputs: 40 weights where 120 would be."""
    assert maxout(np.zeros((1, 12)), 3).shape[1] * 10 == 40


def test_rbf_in_closed_form():
    X, W = [[0, 0], [3, 4]], [[0, 3], [0, 0]]
    assert rbf(X, W, 5.0).ravel() == pytest.approx(np.exp([0, -9 / 25, -1, -16 / 25]), rel=1e-15)
    assert rbf(X, W, [5, 2]).ravel() == pytest.approx(np.exp([0, -9 / 4, -1, -16 / 4]), rel=1e-15)


@pytest.mark.parametrize("dtype", DTYPES)
def test_rbf_at_its_extremes(dtype):
    X, W = np.array([[1e4, 1], [-1e4, 0]], dtype), np.array([[1e4], [1]], dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        h, d = rbf(X, W, 1), drbf(X, W, [1.0], np.ones((2, 1), dtype))
        assert rbf(X, W, 1e15).tolist() == [[1], [1]]
    assert h.tolist() == [[1], [0]] and {value.dtype for value in (h, *d)} == {np.dtype(dtype)}
    assert d.dX.tolist() == [[0, 0], [0, 0]] and d.dW.tolist() == [[0], [0]] and d.dsigma.tolist() == [0]


@pytest.mark.parametrize("sigma", [1.5, [0.5, 1.0, 2.0, 3.0]])
@pytest.mark.parametrize("parameter", ["X", "W", "sigma"])
def test_rbf_gradients_by_number(parameter, sigma):
    rng = np.random.default_rng(0)
    at = {"X": rng.standard_normal((3, 2)), "W": rng.standard_normal((2, 4)), "sigma": np.array(sigma)}
    G = rng.standard_normal((3, 4))
    got = getattr(drbf(**at, G=G), f"d{parameter}")
    J = lambda value: float(np.sum(G * rbf(**at | {parameter: value})))
    by_number = gradcheck.numerical_gradient(J, at[parameter])
    assert got.shape == by_number.shape
    np.testing.assert_allclose(got, by_number, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("dtype, sigma", [(np.float32, 1e-36), (np.float64, 1e-305)])
def test_rbf_gradients_vanish_far_from_every_centre(dtype, sigma):
    d = drbf(dtype([[1e4]]), dtype([[0]]), sigma, [[1.0]])
    assert [float(np.sum(g)) for g in d] == [0, 0, 0] and {g.dtype for g in d} == {np.dtype(dtype)}


def test_inputs_are_not_changed():
    at = {key: np.array(value) for key, value in GOOD["drbf"].items()}
    before = {key: value.copy() for key, value in at.items()}
    drbf(**at)
    a = np.array([[2.0, 1.0]])
    maxout(a, 1)[0, 0] = dmaxout(a, 1)[0, 1] = 9
    assert a.tolist() == [[2, 1]] and all(np.array_equal(at[key], before[key]) for key in at)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: maxout([1, 2, 3], 2), ValueError, r"a needs a last axis that k = 2 divides, got shape \(3,\)"),
    (lambda: maxout(1.0, 1), ValueError, r"a needs a last axis that k = 1 divides, got shape \(\)"),
    (lambda: dmaxout([1, 2], 0), ValueError, "k needs a whole number of at least 1, got 0"),
    (lambda: dmaxout("ab", 2), TypeError, "a needs real numbers"),
    (lambda: rbf([1], [[1]], 1), ValueError, r"X needs shape \(m, d\), got \(1,\)"),
    (lambda: rbf([[1]], [[1], [2]], 1), ValueError, r"W needs shape \(1, n\), got \(2, 1\)"),
    (lambda: rbf([[1]], [[1, 2]], [1]), ValueError, r"sigma needs one number above 0 or 2 of them, got \[1.0\]"),
    (lambda: rbf([[1]], [[1, 2]], [1, 0]), ValueError, r"one number above 0 or 2 of them, got \[1.0, 0.0\]"),
    (lambda: rbf([[1]], [[1]], NAN), ValueError, "sigma needs finite numbers, got nan"),
    (lambda: drbf([[1]], [[1, 2]], 1, [[1]]), ValueError, r"G needs shape \(1, 2\), got \(1, 1\)"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""Elementwise hidden units: values, slopes and kinks against numbers, laws, limits, both precisions, oracles."""
import inspect

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from ffedu import gradcheck, hidden_units
from ffedu.hidden_units import UNITS, slopes

PLAIN = ["relu", "drelu", "absolute", "dabsolute", "dsigmoid", "tanh", "dtanh", "hard_tanh", "dhard_tanh", "cos",
         "dcos", "linear", "dlinear", "step", "dstep"]
WITH_ALPHA = ["prelu", "dprelu", "dprelu_dalpha", "leaky_relu", "dleaky_relu", "elu", "delu"]
GOOD = {name: {"a": [-1.0, 2.0]} for name in PLAIN} | {
    name: {"a": [-1.0, 2.0], "alpha": 0.5} for name in WITH_ALPHA} | {"slopes": {"name": "relu", "a": [0.0, 1.0]}}

INF, NAN, E = np.inf, np.nan, np.e
DTYPES = [np.float32, np.float64]
FORMULAS = {                                             # analytic ones, which take complex numbers
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "tanh": lambda a: np.sinh(a) / np.cosh(a),
    "softplus": lambda a: np.log(1 + np.exp(a)), "cos": np.cos, "linear": lambda a: a}
numbers = st.floats(-1e4, 1e4)
call = lambda name, *values: getattr(hidden_units, name)(*values)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name, a, expected", [
    ("relu", [-INF, -1e4, -0.5, 0, 0.5, 1e4, INF], [0, 0, 0, 0, 0.5, 1e4, INF]),
    ("drelu", [-INF, -1e4, -0.5, 0, 0.5, 1e4, INF], [0, 0, 0, 0, 1, 1, 1]),
    ("leaky_relu", [-INF, -1e4, -2, 0, 0.5, 1e4, INF], [-INF, -100, -0.02, 0, 0.5, 1e4, INF]),
    ("dleaky_relu", [-INF, -1e4, 0, 0.5, INF], [0.01, 0.01, 0.01, 1, 1]),
    ("absolute", [-INF, -1e4, 0, 2, INF], [INF, 1e4, 0, 2, INF]),
    ("dabsolute", [-INF, -1e4, 0, 2, INF], [-1, -1, 0, 1, 1]),
    ("elu", [-INF, -1e4, -1, 0, 3, 1e4, INF], [-1, -1, 1 / E - 1, 0, 3, 1e4, INF]),
    ("delu", [-INF, -1e4, -1, 0, 3, 1e4, INF], [0, 0, 1 / E, 1, 1, 1, 1]),
    ("sigmoid", [-INF, -1e4, 0, 1e4, INF], [0, 0, 1 / 2, 1, 1]),
    ("dsigmoid", [-INF, -1e4, 0, 1, 1e4, INF], [0, 0, 1 / 4, E / (1 + E) ** 2, 0, 0]),
    ("tanh", [-INF, -1e4, 0, 1, 1e4, INF], [-1, -1, 0, (E**2 - 1) / (E**2 + 1), 1, 1]),
    ("dtanh", [-INF, -1e4, 0, 1, 1e4, INF], [0, 0, 1, 4 * E**2 / (E**2 + 1) ** 2, 0, 0]),
    ("softplus", [-INF, -1e4, 0, 1e4, INF], [0, 0, np.log(2), 1e4, INF]),
    ("dsoftplus", [-INF, -1e4, 0, 1e4, INF], [0, 0, 1 / 2, 1, 1]),
    ("hard_tanh", [-INF, -1e4, -1, -0.5, 1, 1.5, INF], [-1, -1, -1, -0.5, 1, 1, 1]),
    ("dhard_tanh", [-INF, -1, -0.5, 0, 0.5, 1, INF], [0, 0, 1, 1, 1, 0, 0]),
    ("cos", [-1, 0, 1], [0.5403023058681398, 1, 0.5403023058681398]),
    ("dcos", [-1, 0, 1], [0.8414709848078965, 0, -0.8414709848078965]),
    ("linear", [-INF, -2, 0, INF], [-INF, -2, 0, INF]),
    ("dlinear", [-INF, -2, 0, INF], [1, 1, 1, 1]),
    ("step", [-INF, -1e4, -0.5, 0, 0.5, INF], [0, 0, 0, 1, 1, 1]),
    ("dstep", [-INF, -0.5, 0, 0.5, INF], [0, 0, 0, 0, 0]),
])
def test_values_kinks_and_limits_in_closed_form(name, a, expected, dtype):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = call(name, np.array(a, dtype))
        alone = [call(name, dtype(value)) for value in a]                     # a single number keeps its precision too
    assert got.dtype == dtype and all(h.dtype == dtype and h.shape == () for h in alone)
    np.testing.assert_allclose(got, np.array(expected, dtype), rtol=4 * np.finfo(dtype).eps, atol=0)
    np.testing.assert_array_equal(alone, got)


@pytest.mark.parametrize("name", FORMULAS)
def test_slopes_of_analytic_units_by_complex_step(name):
    a = np.linspace(-5, 5, 41)
    np.testing.assert_allclose(UNITS[name].g(a), FORMULAS[name](a), rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(UNITS[name].dg(a), gradcheck.complex_step(FORMULAS[name], a), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", UNITS)
def test_slopes_by_central_difference_away_from_kinks(name):
    unit, a = UNITS[name], np.linspace(-3, 3, 25) + 0.03
    np.testing.assert_allclose(unit.dg(a), gradcheck.central_difference(unit.g, a), rtol=0, atol=1e-9)
    left, right = slopes(name, a)
    np.testing.assert_array_equal(left, unit.dg(a))
    np.testing.assert_array_equal(right, unit.dg(a))


@pytest.mark.parametrize("name", [name for name in UNITS if name != "step"])
def test_one_sided_slopes_at_kinks_and_in_between(name):
    a = np.array([-2, -1, -0.5, 0, 0.5, 1, 2])
    for side, formula in zip(("left", "right"), slopes(name, a)):
        np.testing.assert_allclose(formula, gradcheck.one_sided(UNITS[name].g, a, side), rtol=0, atol=3e-8)
    places = [place for place, left, right in UNITS[name].kinks if left != right]
    assert places == list(a[np.not_equal(*slopes(name, a))])                  # the kinks are these and no others


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_step_has_no_slope_and_an_infinite_one_at_its_jump(dtype):
    left, right = slopes("step", np.array([-1, 0, 1], dtype))
    assert left.tolist() == [0, INF, 0] and right.tolist() == [0, 0, 0] and left.dtype == right.dtype == dtype
    assert gradcheck.one_sided(hidden_units.step, [0.0], "left", h=2.0**-20)[0] == 2**20
    assert gradcheck.one_sided(hidden_units.step, [0.0], "right")[0] == 0


def test_srihari_3_9_left_and_right_derivative_of_relu_at_zero():
    assert slopes("relu", 0.0) == (0, 1) and hidden_units.drelu(0.0) == 0


def test_the_table_holds_the_functions_of_those_names():
    assert list(UNITS) == ["relu", "leaky_relu", "absolute", "elu", "sigmoid", "tanh", "softplus", "hard_tanh", "cos",
                           "linear", "step"]
    for name, unit in UNITS.items():
        assert unit.g is getattr(hidden_units, name) and unit.dg is getattr(hidden_units, f"d{name}")
    defaults = {name: inspect.signature(getattr(hidden_units, name)).parameters["alpha"].default for name in WITH_ALPHA}
    assert [defaults[name] for name in WITH_ALPHA[3:]] == [0.01, 0.01, 1, 1]


@pytest.mark.parametrize("dtype", DTYPES)
def test_rectifiers_with_one_alpha_and_one_per_unit(dtype):
    a = np.array([[-2, -3, 0], [4, -5, 6]], dtype)
    one, many = hidden_units.prelu(a, 0.25), hidden_units.prelu(a, [0.5, -1, 3])
    assert one.tolist() == [[-0.5, -0.75, 0], [4, -1.25, 6]] and many.tolist() == [[-1, 3, 0], [4, 5, 6]]
    assert hidden_units.dprelu(a, 0.25).tolist() == [[0.25, 0.25, 0.25], [1, 0.25, 1]]
    assert hidden_units.dprelu(a, [0.5, -1, 3]).tolist() == [[0.5, -1, 3], [1, -1, 1]]
    assert hidden_units.dprelu_dalpha(a, [0.5, -1, 3]).tolist() == [[-2, -3, 0], [0, -5, 0]]
    assert all(call(name, a, 0.1).dtype == dtype for name in WITH_ALPHA)
    assert hidden_units.leaky_relu(a, 0.5).tolist() == hidden_units.prelu(a, 0.5).tolist()
    assert hidden_units.dleaky_relu(a, 0.5).tolist() == hidden_units.dprelu(a, 0.5).tolist()
    assert hidden_units.prelu([-1, -2], [0.5, 3]).tolist() == [-0.5, -6]
    assert hidden_units.prelu(dtype(-2), 0.5).dtype == dtype and hidden_units.dprelu(dtype(-2), 0.5).dtype == dtype


def test_prelu_at_infinity_is_as_declared():
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert hidden_units.prelu([-INF, INF], 0.5).tolist() == [-INF, INF]
        assert hidden_units.prelu([-INF, INF], -1).tolist() == [INF, INF]
    with np.errstate(invalid="ignore"):
        assert np.isnan(hidden_units.prelu(-INF, 0)) and hidden_units.prelu(INF, 0) == INF


def test_the_gradient_of_alpha_sums_over_what_shares_it():
    a, rng = np.random.default_rng(0).standard_normal((5, 3)), np.random.default_rng(1)
    vjp = lambda alpha, G: (G * hidden_units.dprelu_dalpha(a, alpha)).sum(axis=0)
    check = gradcheck.vjp_identity(lambda alpha: hidden_units.prelu(a, alpha), vjp, [0.1, -1, 0.3], rng)
    assert check.relative_error < 1e-8 and check.analytic != 0


@pytest.mark.parametrize("alpha", [0.5, 1, 2])
def test_elu_falls_to_minus_alpha_and_bends_unless_alpha_is_one(alpha):
    elu = lambda a: hidden_units.elu(a, alpha)
    a = np.linspace(-3, 3, 24)
    np.testing.assert_allclose(hidden_units.delu(a, alpha), gradcheck.central_difference(elu, a), rtol=0, atol=1e-9)
    assert elu(-INF) == -alpha and hidden_units.delu(0.0, alpha) == alpha and hidden_units.delu(1e-300, alpha) == 1
    assert gradcheck.one_sided(elu, [0.0], "left")[0] == pytest.approx(alpha, rel=1e-7)
    assert gradcheck.one_sided(elu, [0.0], "right")[0] == 1
    assert elu(-1e-20) == pytest.approx(-alpha * 1e-20, rel=1e-15)            # exp(a) - 1 would give 0
    for f in (elu, lambda a: hidden_units.delu(a, alpha)):
        assert f(np.float32([-1, 1])).dtype == np.float32 and f(np.float32(-1)).dtype == np.float32


@given(numbers)
def test_laws(a):
    u = {name: float(unit.g(a)) for name, unit in UNITS.items()}
    d = {name: float(unit.dg(a)) for name, unit in UNITS.items()}
    assert u["relu"] == a * d["relu"] and u["absolute"] == a * d["absolute"] and u["leaky_relu"] == a * d["leaky_relu"]
    assert u["relu"] - float(hidden_units.relu(-a)) == a and u["relu"] + float(hidden_units.relu(-a)) == u["absolute"]
    assert u["tanh"] == pytest.approx(2 * float(hidden_units.sigmoid(2 * a)) - 1, abs=4e-16)         # Srihari 3.21
    assert d["sigmoid"] == pytest.approx(u["sigmoid"] * (1 - u["sigmoid"]), abs=2e-16)               # Fix p. 27
    assert d["tanh"] == pytest.approx(1 - u["tanh"] ** 2, abs=5e-16)
    assert d["softplus"] == u["sigmoid"] and u["cos"] ** 2 + d["cos"] ** 2 == pytest.approx(1)
    assert -1 <= u["hard_tanh"] <= 1 and u["hard_tanh"] == min(1, max(-1, a)) and u["linear"] == a
    assert u["relu"] <= u["softplus"] <= u["relu"] + np.log(2) + 1e-12 and u["elu"] >= max(a, -1)
    for name, alpha in (("relu", 0), ("leaky_relu", 0.01), ("absolute", -1), ("linear", 1)):         # Srihari 3.14
        assert float(hidden_units.prelu(a, alpha)) == u[name]
        assert a == 0 or float(hidden_units.dprelu(a, alpha)) == d[name]


@given(arrays(np.float64, st.sampled_from([(), (4,), (3, 4), (1, 4), (0, 2)]), elements=numbers))
def test_shape_is_kept_and_the_input_is_not_changed(a):
    before = a.copy()
    for name, unit in UNITS.items():
        for got in (unit.g(a), unit.dg(a), *slopes(name, a)):
            assert got.shape == a.shape and not np.shares_memory(got, a)
    np.testing.assert_array_equal(a, before)


def test_slopes_keep_their_digits_far_out():
    a = np.array([-700, -40, 40, 700.0])
    np.testing.assert_allclose(hidden_units.dsigmoid(a), np.exp(-np.abs(a)), rtol=1e-15)
    np.testing.assert_allclose(hidden_units.dtanh(a / 2), 4 * np.exp(-np.abs(a)), rtol=1e-15)


def test_nan_stays_nan_in_h_and_is_inactive_in_a_slope_of_straight_pieces():
    assert all(np.isnan(unit.g([NAN, 1])[0]) for unit in UNITS.values())
    assert [float(UNITS[name].dg(NAN)) for name in ("relu", "leaky_relu", "absolute", "hard_tanh", "step")] == [0, 0.01, 0, 0, 0]


def test_agrees_with_scipy():
    special = pytest.importorskip("scipy.special")
    a = np.linspace(-30, 30, 301)
    np.testing.assert_allclose(hidden_units.tanh(a), 2 * special.expit(2 * a) - 1, rtol=0, atol=4e-16)
    np.testing.assert_allclose(hidden_units.dsigmoid(a), special.expit(a) * special.expit(-a), rtol=1e-14)
    np.testing.assert_allclose(hidden_units.elu(a), np.where(a > 0, a, special.expm1(np.minimum(a, 0))), rtol=1e-15)


def test_softplus_rises_everywhere_and_relu_does_not():
    """Erratum S-20, and the ranges of the plots of Fix p. 36 and 49 on [-5, 5]."""
    assert f"{hidden_units.softplus(-5) - hidden_units.softplus(-6):.5f}" == "0.00424"
    a = np.linspace(-5, 5, 1001)
    ranges = {name: (unit.g(a).min().round(2), unit.g(a).max().round(2)) for name, unit in UNITS.items()}
    assert [ranges[name] for name in ("tanh", "sigmoid", "relu", "leaky_relu", "elu")] == [
        (-1, 1), (0.01, 0.99), (0, 5), (-0.05, 5), (-0.99, 5)]


def test_a_small_positive_bias_makes_most_units_active():
    """Srihari 3.12: the share of active units is the normal distribution function at b / 0.1, here 1/2 and 0.841."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((100, 50))
    a = (X / np.linalg.norm(X, axis=1, keepdims=True)) @ rng.normal(0, 0.1, (50, 2000))
    for b, share in ((0, 0.5), (0.1, 0.8413447460685429)):
        assert float(np.mean(hidden_units.drelu(a + b))) == pytest.approx(share, abs=0.01)


def test_a_tanh_net_with_small_weights_is_almost_linear():
    """Srihari 3.23: w^T tanh(U^T tanh(V^T x)) against w^T U^T V^T x, a difference that falls as the square."""
    rng = np.random.default_rng(0)
    X, V, U, w = (rng.standard_normal(shape) for shape in ((200, 3), (3, 4), (4, 4), (4,)))
    tanh, line, norm = hidden_units.tanh, X @ V @ U @ w, np.linalg.norm
    off = [norm(tanh(tanh(X @ (s * V)) @ (s * U)) @ w / s**2 - line) / norm(line) for s in (0.01, 0.001)]
    assert 0 < off[0] < 2e-3 and off[0] / off[1] == pytest.approx(100, rel=0.01)


a = [1.0, 2.0]


@pytest.mark.parametrize("call, error, sentence", [
    *[(lambda f=unit.g: f("text"), TypeError, "needs real numbers, got dtype <U4") for unit in UNITS.values()],
    *[(lambda f=unit.dg: f(None), TypeError, "needs real numbers, got dtype object") for unit in UNITS.values()],
    (lambda: hidden_units.prelu([a, a, a], [1, 2, 3]), ValueError, r"one for each unit, \(2,\), got shape \(3,"),
    (lambda: hidden_units.prelu(a, [1, 2, 3]), ValueError, r"one for each unit, \(2,\), got shape \(3,"),
    (lambda: hidden_units.dprelu(1.0, [1.0]), ValueError, r"for each unit, \(\), got shape \(1,\)"),
    (lambda: hidden_units.dprelu_dalpha(a, NAN), ValueError, "alpha needs finite numbers, got nan"),
    (lambda: hidden_units.elu(a, 0), ValueError, "alpha needs a number above 0, got 0.0"),
    (lambda: hidden_units.delu(a, -1), ValueError, "alpha needs a number above 0, got -1.0"),
    (lambda: slopes("gelu", a), ValueError, "name needs one of relu, leaky_relu, .*, step, got 'gelu'"),
    (lambda: slopes(["relu"], a), TypeError, r"name needs a str, got \['relu'\]"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

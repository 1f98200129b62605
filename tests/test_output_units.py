"""Output units: each gradient by number, far out, in both precisions; what saturates and what does not."""
import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import gradcheck, output_units as out, stable

rng = np.random.default_rng(0)
Z, R = 2 * rng.standard_normal((5, 3)), rng.standard_normal((5, 3))
COINS, CLASSES = rng.integers(0, 2, (5, 3)), np.array([0, 2, 1, 1, 2])
SOFT = stable.softmax(R)
TARGETS = {"linear": [R], "sigmoid": [COINS], "softmax": [CLASSES, np.eye(3)[CLASSES], SOFT]}
CASES = [(name, y) for name, targets in TARGETS.items() for y in targets]
GOOD = {**{f"{d}{name}_nll": {"z": Z, "y": targets[0]} for name, targets in TARGETS.items() for d in ("", "d")},
        "tempered": {"z": Z, "T": 2.0}, "clipped": {"z": Z}, "dclipped": {"z": Z},
        **{name: {"z": Z, "y": COINS} for name in ("sigmoid_squared", "dsigmoid_squared", "dsoftmax_squared")}}
NAMES = [f"{name} {np.ndim(y)}" for name, y in CASES]


@pytest.mark.parametrize("name, y", CASES, ids=NAMES)
def test_gradients_by_number(name, y):
    unit = out.UNITS[name]
    by_number = gradcheck.numerical_gradient(lambda z: float(unit.nll(z, y).sum()), Z)
    np.testing.assert_allclose(unit.dnll(Z, y), by_number, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name, y, formula", [
    ("linear", R, lambda z: (z - R) ** 2 / 2), ("sigmoid", COINS, lambda z: np.log(1 + np.exp((1 - 2 * COINS) * z)))])
def test_gradients_to_the_last_digits_by_complex_step(name, y, formula):
    np.testing.assert_allclose(out.UNITS[name].dnll(Z, y), gradcheck.complex_step(formula, Z), rtol=1e-13)


def test_the_gradient_of_a_softmax_by_complex_step():
    for j in range(3):
        turned = Z.astype(complex)
        turned[:, j] += 1e-20j
        L = np.log(np.exp(turned).sum(1)) - turned[np.arange(5), CLASSES]
        np.testing.assert_allclose(out.dsoftmax_nll(Z, CLASSES)[:, j], L.imag / 1e-20, rtol=1e-12)


@pytest.mark.parametrize("name, y", CASES, ids=NAMES)
def test_the_loss_is_the_negative_logarithm_of_what_is_predicted(name, y):
    p = out.UNITS[name].predict(Z)
    expected = {"linear": lambda: ((Z - y) ** 2).sum(1) / 2,
                "sigmoid": lambda: -np.log(np.where(y == 1, p, 1 - p)).sum(1),
                "softmax": lambda: -np.log(p[np.arange(5), y]) if y.ndim == 1 else -(y * np.log(p)).sum(1)}[name]()
    np.testing.assert_allclose(out.UNITS[name].nll(Z, y), expected, rtol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name, y", [("sigmoid", [[1, 0, 1, 0]]), ("softmax", [0]), ("softmax", [[0, 1, 0, 0]])])
def test_far_out_loss_and_gradient_are_finite_and_right(name, y, dtype):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        z = np.array([[-1e4, -1e4, 1e4, 1e4]], dtype)
        L, G = out.UNITS[name].nll(z, y), out.UNITS[name].dnll(z, y)
    assert L.dtype == G.dtype == dtype and np.isfinite(L).all() and np.isfinite(G).all()
    expected = {"sigmoid": (2e4, [[-1, 0, 0, 1]]), "softmax": (2e4 + np.log(2), [[0, 0, 0.5, 0.5]])}[name]
    assert L[0] == pytest.approx(expected[0], rel=1e-6)
    G = G + (0 if name == "sigmoid" else np.eye(4)[[0]] if y == [0] else np.array(y))
    np.testing.assert_allclose(G, expected[1], atol=1e-6)


@pytest.mark.parametrize("name, y", CASES, ids=NAMES)
def test_nothing_given_is_changed(name, y):
    z, kept = Z.copy(), np.array(y)
    out.UNITS[name].nll(z, y), out.UNITS[name].dnll(z, y)
    np.testing.assert_array_equal(z, Z)
    np.testing.assert_array_equal(y, kept)


def test_a_sigmoid_is_a_softmax_of_two():
    z = rng.standard_normal((6, 1))
    y = rng.integers(0, 2, 6)
    np.testing.assert_allclose(out.sigmoid_nll(z, y[:, None]), out.softmax_nll(np.hstack([0 * z, z]), y), rtol=1e-13)
    np.testing.assert_allclose(out.dsigmoid_nll(z, y[:, None]), out.dsoftmax_nll(np.hstack([0 * z, z]), y)[:, 1:], rtol=1e-13)


@given(st.floats(-1e4, 1e4))
def test_the_softmax_does_not_see_a_shift(shift):
    np.testing.assert_allclose(out.softmax_nll(Z + shift, CLASSES), out.softmax_nll(Z, CLASSES), rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(out.dsoftmax_nll(Z + shift, CLASSES).sum(1), 0, atol=1e-12)


@given(st.floats(-1e4, 1e4))
def test_the_slope_of_the_sigmoid_unit_is_one_where_wrong_and_keeps_its_digits_where_right(z):
    G = out.dsigmoid_nll([[z]], [[1]])[0, 0]
    assert -1 <= G <= 0 and (z > -40 or G == -1.0)
    if 30 < z < 700:
        assert -G == pytest.approx(np.exp(-z), rel=1e-10)        # sigma(z) - 1 would have been 0 from z = 37 on


def test_squared_error_saturates_on_both_sides_and_likelihood_on_one():
    z = np.linspace(-12, 12, 240001)
    slope = np.abs(out.dsigmoid_squared(z, 1.0))
    assert slope.max() == pytest.approx(8 / 27, abs=1e-9) and z[slope.argmax()] == pytest.approx(-np.log(2), abs=1e-4)
    assert out.dsigmoid_nll([[-10.0]], [[1]])[0, 0] == pytest.approx(-0.99995, abs=5e-6)
    assert float(out.dsigmoid_squared(-10.0, 1.0)) == pytest.approx(-9.1e-5, abs=5e-7)
    for y in (0.0, 1.0):
        np.testing.assert_allclose(out.dsigmoid_squared(Z, y), gradcheck.complex_step(
            lambda z: (1 / (1 + np.exp(-z)) - y) ** 2, Z), rtol=1e-12)
    np.testing.assert_allclose(out.sigmoid_squared(Z, COINS), (stable.sigmoid(Z) - COINS) ** 2)


def test_squared_error_of_a_softmax_has_no_slope_where_it_is_wrong_and_sure():
    y = np.eye(3)[[0, 1, 2, 0, 1]]
    by_number = gradcheck.numerical_gradient(lambda z: float(((stable.softmax(z) - y) ** 2).sum()), Z)
    np.testing.assert_allclose(out.dsoftmax_squared(Z, y), by_number, atol=1e-9)
    sure_and_wrong = [[30.0, 0.0, 0.0]]
    assert np.abs(out.dsoftmax_squared(sure_and_wrong, [[0, 1, 0]])).max() < 1e-12
    assert np.abs(out.dsoftmax_nll(sure_and_wrong, [1])).max() == pytest.approx(1)


def test_a_clipped_probability_cannot_be_learned_outside():
    z = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    assert out.clipped(z).tolist() == [0, 0, 0.5, 1, 1] and out.dclipped(z).tolist() == [0, 0, 1, 0, 0]
    inside = np.array([-1.0, 0.3, 0.7, 2.0])
    np.testing.assert_allclose(out.dclipped(inside), gradcheck.central_difference(out.clipped, inside), atol=1e-9)
    assert out.clipped(np.float32(z)).dtype == out.dclipped(np.float32(z)).dtype == np.float32


def test_temperature_goes_from_one_hot_to_uniform():
    entropies = [-(p * np.log(p)).sum() for p in (out.tempered([0.0, 1.0, 2.0], T) for T in (0.3, 1, 3, 1000))]
    assert entropies == sorted(entropies) and entropies[-1] == pytest.approx(np.log(3), abs=1e-6)
    np.testing.assert_array_equal(out.tempered(Z, 1.0), stable.softmax(Z))
    assert out.tempered(np.float32(Z), 2.0).dtype == np.float32
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for z, T in (([1e4, 2e4], 1e-305), (np.float32([1e3, 2e3]), 1e-36)):
            assert out.tempered(z, T).tolist() == [0, 1]                      # the logits over T would both be infinite
    with pytest.raises(ValueError, match="T needs a number above 0 in float32, got 1e-46"):
        out.tempered(np.float32([0, 1]), 1e-46)


def test_against_scipy():
    special, stats = pytest.importorskip("scipy.special"), pytest.importorskip("scipy.stats")
    np.testing.assert_allclose(out.softmax_nll(Z, CLASSES), -special.log_softmax(Z, 1)[np.arange(5), CLASSES])
    np.testing.assert_allclose(out.sigmoid_nll(Z, COINS), -stats.bernoulli.logpmf(COINS, special.expit(Z)).sum(1))
    np.testing.assert_allclose(out.linear_nll(Z, R) + 1.5 * np.log(2 * np.pi), -stats.norm.logpdf(R, Z).sum(1))


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: out.linear_nll([1, 2], [1, 2]), ValueError, r"z needs rows of logits, shape \(m, k\), got shape \(2,\)"),
    (lambda: out.linear_nll(Z, R[:, :2]), ValueError, r"y needs the shape of z, \(5, 3\), got \(5, 2\)"),
    (lambda: out.sigmoid_nll(Z, R), ValueError, "y needs targets 0 and 1, got "),
    (lambda: out.dsigmoid_nll([[1.0] * 4], [[0, 1, 2, 3]]), ValueError, "y needs targets 0 and 1, got 2.0"),
    (lambda: out.softmax_nll(Z, [0, 1, 2, 3, 0]), ValueError, r"y needs class numbers 0 to 2, got \[0.0, 1.0"),
    (lambda: out.softmax_nll(Z, [0, 1, 2, -1, 0]), ValueError, "y needs class numbers 0 to 2"),
    (lambda: out.softmax_nll(Z, [0, 1, 2, 0.5, 0]), ValueError, "y needs class numbers 0 to 2"),
    (lambda: out.softmax_nll(Z, [0, 1]), ValueError, r"y needs 5 class numbers or the shape of z, \(5, 3\), got \(2,\)"),
    (lambda: out.softmax_nll(Z, R), ValueError, "y needs rows of probabilities that sum to 1, got other rows"),
    (lambda: out.softmax_nll(Z, 2 * SOFT), ValueError, "y needs rows of probabilities that sum to 1"),
    (lambda: out.tempered(Z, 0), ValueError, "T needs a number above 0, got 0.0"),
    (lambda: out.tempered([np.nan, 1], 1), ValueError, "z needs finite numbers, got nan"),
    (lambda: out.tempered(3.0, 1), ValueError, r"z needs at least one logit along axis -1, got shape \(\)"),
    (lambda: out.tempered(np.zeros((3, 0)), 1), ValueError, r"z needs at least one logit along axis -1, got shape \(3, 0\)"),
    (lambda: out.sigmoid_squared(Z, [1, 0]), ValueError, r"y needs a single number or the shape of z, \(5, 3\), got \(2,\)"),
    (lambda: out.dsoftmax_squared(Z[0], R[0]), ValueError, "z needs rows of logits"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""Derivatives by number: exact where they say so, wrong where they say so, and they notice a wrong formula."""
import inspect

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import gradcheck

rng = np.random.default_rng(0)
GOOD = {name: {"f": np.sin, "x": [1.0], "h": 1e-5} for name in ("complex_step", "central_difference", "jacobian")} | {
    "one_sided": {"f": np.abs, "x": [0.0], "side": "left", "h": 1e-8},
    "numerical_gradient": {"f": lambda t: float(np.sum(t)), "theta": [1.0], "h": 1e-5},
    "random_direction": {"f": lambda t: float(np.sum(t)), "df": np.ones_like, "theta": [1.0, 2.0], "rng": rng,
                         "h": 1e-5},
    "vjp_identity": {"f": np.sin, "vjp": lambda x, G: G * np.cos(x), "x": [1.0], "rng": rng, "h": 1e-5}}

SHAPES = [(), (4,), (3, 4), (1, 4)]
wave, dwave = lambda x: np.exp(np.sin(x)), lambda x: np.cos(x) * np.exp(np.sin(x))


def test_complex_step_is_exact_central_difference_good_to_ten_digits_one_sided_to_seven():
    x = np.linspace(-2, 2, 11)
    np.testing.assert_allclose(gradcheck.complex_step(wave, x), dwave(x), rtol=1e-15, atol=1e-15)
    np.testing.assert_allclose(gradcheck.central_difference(wave, x), dwave(x), rtol=1e-9, atol=1e-9)
    for side in ("left", "right"):
        np.testing.assert_allclose(gradcheck.one_sided(wave, x, side), dwave(x), rtol=0, atol=2e-7)


def test_the_errors_are_of_the_order_that_is_declared():
    """On f = x^3 at 1 they are exactly h^2 (central) and 3 h -+ h^2 (one-sided), up to rounding."""
    cube, h = lambda x: x**3, 2.0**-7
    assert gradcheck.central_difference(cube, [1.0], h)[0] - 3 == h**2
    assert gradcheck.one_sided(cube, [1.0], "right", h)[0] - 3 == 3 * h + h**2
    assert gradcheck.one_sided(cube, [1.0], "left", h)[0] - 3 == -3 * h + h**2
    assert gradcheck.numerical_gradient(lambda x: float(x[0] ** 3), [1.0], h)[0] - 3 == h**2
    assert gradcheck.jacobian(cube, [1.0], h)[0, 0] - 3 == h**2
    assert gradcheck.random_direction(lambda x: float(x) ** 3, lambda x: 3 * x**2, 1.0, rng, h).numerical ** 2 == \
        (3 + h**2) ** 2                                                       # u = 1 or -1
    check = gradcheck.vjp_identity(cube, lambda x, G: 3 * x**2 * G, 1.0, rng, h)
    assert abs(check.numerical) == 3 + h**2 and abs(check.analytic) == 3


def test_the_usual_steps_balance_truncation_and_rounding():
    steps = {name: inspect.signature(getattr(gradcheck, name)).parameters["h"].default for name in GOOD}
    eps = 2.0**-52
    assert steps.pop("complex_step") == 1e-20 and steps.pop("one_sided") == eps**0.5
    assert set(steps.values()) == {gradcheck.CBRT_EPS}
    assert gradcheck.CBRT_EPS == pytest.approx(eps ** (1 / 3), rel=1e-15)


@pytest.mark.parametrize("at, h", [([1.0], 1e-17), ([0.0, 1e6], 1e-11), ([1.0], 1e-16), ([-1.0], 1e-16)])
def test_a_step_that_does_not_move_every_element_up_and_down_is_refused(at, h):
    with pytest.raises(ValueError, match=f"h needs to change every element of x, got {h}"):
        gradcheck.central_difference(np.sin, at, h)
    assert gradcheck.central_difference(np.sin, [0.0], h=1e-17) == pytest.approx(1)


def test_complex_step_lies_for_abs_max_norms_and_variances_as_its_module_says():
    x = np.array([1.0, 3.0])
    norm, largest = lambda z: np.sqrt(np.sum(np.abs(z) ** 2)) + 0 * z, lambda z: np.maximum(np.abs(z), 0)
    spread = lambda z: np.abs(z - 2) ** 2                                     # what np.var takes the mean of
    for f in (np.abs, norm, largest, spread):
        assert np.all(gradcheck.complex_step(f, x) == 0)
        assert np.all(np.abs(gradcheck.central_difference(f, x)) > 0.3)


def test_at_a_kink_central_gives_the_mean_of_the_slopes_and_one_sided_both():
    kinked = lambda x: np.where(x > 0, 5 * x, 2 * x)
    assert gradcheck.central_difference(kinked, [0.0])[0] == pytest.approx(3.5, rel=1e-12)
    assert gradcheck.one_sided(kinked, [0.0], "left")[0] == 2 and gradcheck.one_sided(kinked, [0.0], "right")[0] == 5
    jump = lambda x: (x >= 0).astype(float)
    assert [gradcheck.one_sided(jump, [0.0], side, h=0.25)[0] for side in ("left", "right")] == [4, 0]


def test_numerical_gradient_has_the_shape_of_theta_and_leaves_it_alone():
    theta = np.arange(6.0).reshape(2, 3)
    grad = gradcheck.numerical_gradient(lambda t: float((t**2).sum()), theta)
    np.testing.assert_allclose(grad, 2 * theta, atol=1e-8)
    assert theta.tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("x_shape", SHAPES)
@pytest.mark.parametrize("y_shape", SHAPES)
def test_jacobian_and_the_identities_over_shapes(x_shape, y_shape):
    local = np.random.default_rng(1)
    A, x = local.standard_normal((*y_shape, *x_shape)), local.standard_normal(x_shape)
    axes = len(x_shape)
    f = lambda x: np.tensordot(A, x, axes)
    vjp = lambda x, G: np.tensordot(G, A, len(y_shape))
    got = gradcheck.jacobian(f, x)
    assert got.shape == (*y_shape, *x_shape)
    np.testing.assert_allclose(got, A, rtol=0, atol=1e-9)
    check = gradcheck.vjp_identity(f, vjp, x, local)
    assert check.relative_error < 1e-8 and check.analytic != 0
    wrong = gradcheck.vjp_identity(f, lambda x, G: -vjp(x, G), x, local)
    assert wrong.relative_error == pytest.approx(2)


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_random_direction_is_unit_and_knows_right_from_wrong(seed, n):
    local = np.random.default_rng(seed)
    g, theta = local.standard_normal(n), local.standard_normal(n)
    f, df = lambda t: float(g @ t), lambda t: g
    right, wrong = (gradcheck.random_direction(f, d, theta, np.random.default_rng(seed))
                    for d in (df, lambda t: 1.1 * g))
    assert right.numerical == pytest.approx(right.analytic, abs=1e-9)
    assert abs(right.analytic) <= np.linalg.norm(g) * (1 + 1e-12)             # |u| = 1
    assert wrong.analytic == pytest.approx(1.1 * right.analytic) and wrong.numerical == right.numerical
    assert wrong.relative_error == pytest.approx(0.1 / 1.1, abs=1e-9 / abs(wrong.analytic))


def test_directions_are_unit_vectors():
    seen = []
    gradcheck.random_direction(lambda t: seen.append(t.copy()) or 0.0, np.zeros_like, np.zeros((3, 5)), rng, h=0.5)
    assert [float(np.linalg.norm(t)) for t in seen] == pytest.approx([0.5, 0.5])
    np.testing.assert_array_equal(seen[0], -seen[1])
    seen.clear()                                                              # of x and of y, one after the other
    ones = lambda x, G: np.full(4, seen.append(G) or 0.0)
    gradcheck.vjp_identity(lambda x: seen.append(x) or x[:3], ones, np.zeros(4), rng, h=0.5)
    assert [float(np.linalg.norm(t)) for t in seen] == pytest.approx([0.5, 0.5, 1])


def test_what_a_comparison_says_is_what_it_is_made_of():
    same = gradcheck.random_direction(lambda t: 7.0, np.zeros_like, [1.0, 2.0], rng)
    assert same == (0, 0, 0)
    off = gradcheck.random_direction(lambda t: 7.0, np.ones_like, [1.0], rng)
    assert off.numerical == 0 and abs(off.analytic) == 1 and off.relative_error == 1
    big = gradcheck.random_direction(lambda t: float(4 * t[0]), lambda t: 3 * np.ones(1), [0.0], rng)
    assert big.relative_error == pytest.approx(1 / 4)


@pytest.mark.parametrize("name", [name for name in GOOD if name != "complex_step"])
def test_float32_is_taken_as_float64_and_the_input_is_left_alone(name):
    good = dict(GOOD[name])
    key = "theta" if "theta" in good else "x"
    seen, f = [], good["f"]
    at = np.float32([0.25, 0.5])
    gradcheck.__dict__[name](**good | {key: at, "f": lambda x: seen.append(x.dtype) or f(x)})
    assert set(seen) == {np.dtype(float)} and at.dtype == np.float32 and at.tolist() == [0.25, 0.5]


def test_the_complex_step_stays_exact_for_float32():
    assert gradcheck.complex_step(np.sin, np.float32([1.0]), h=1e-50) == pytest.approx(np.cos(1.0), rel=1e-15)
    assert gradcheck.complex_step(np.exp, np.float32([-60.0])) == pytest.approx(np.exp(-60.0), rel=1e-15)


def test_against_autograd():
    autograd = pytest.importorskip("autograd")
    anp = pytest.importorskip("autograd.numpy")
    f = lambda x: anp.outer(anp.tanh(x), anp.exp(x))
    x = np.random.default_rng(0).standard_normal(4)
    np.testing.assert_allclose(gradcheck.jacobian(f, x), autograd.jacobian(f)(x), rtol=0, atol=1e-9)
    backward = lambda x, G: autograd.make_vjp(f)(x)[0](G)
    assert gradcheck.vjp_identity(f, backward, x, rng).relative_error < 1e-7


flat = lambda t: 0.0


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: gradcheck.complex_step(np.sin, [np.nan]), ValueError, "x needs finite numbers"),
    (lambda: gradcheck.complex_step(np.sum, [1.0, 2.0]), ValueError, r"needs numbers of the shape \(2,\), got"),
    (lambda: gradcheck.central_difference(np.sin, [1], h=0), ValueError, "h needs a number above 0"),
    (lambda: gradcheck.central_difference(lambda x: None, [1.0]), ValueError, "f.x. needs numbers of the shape"),
    (lambda: gradcheck.central_difference(lambda x: ["a"], [1.0]), ValueError, "got dtype <U1, shape"),
    (lambda: gradcheck.one_sided(np.abs, [0.0], "above"), ValueError, "side needs \"left\" or \"right\", got 'above'"),
    (lambda: gradcheck.one_sided(np.abs, [0.0], 1), TypeError, "side needs a str, got 1"),
    (lambda: gradcheck.numerical_gradient(np.sum, [1.0], h=1e-300), ValueError, "h needs to change every element of"),
    (lambda: gradcheck.numerical_gradient(lambda t: t, [1.0, 2.0]), ValueError, r"f\(theta\) needs a single number"),
    (lambda: gradcheck.numerical_gradient(np.sum, "x"), TypeError, "theta needs real numbers"),
    (lambda: gradcheck.jacobian(np.sin, []), ValueError, r"x needs at least one element, got shape \(0,\)"),
    (lambda: gradcheck.jacobian(lambda x: x[x > 1], [1.0]), ValueError, r"same shape for every x, got \(1,\) and"),
    (lambda: gradcheck.jacobian(lambda x: x * np.inf, [1.0]), ValueError, r"f\(x\) needs finite numbers, got inf"),
    (lambda: gradcheck.random_direction(flat, lambda t: [1], [1, 2], rng), ValueError, r"df\(theta\) needs the shape"),
    (lambda: gradcheck.random_direction(flat, flat, [1], 0), TypeError, "rng needs a Generator, got 0"),
    (lambda: gradcheck.random_direction(flat, None, [1], rng), TypeError, "df needs a function, got None"),
    (lambda: gradcheck.random_direction(flat, flat, [], rng), ValueError, "theta needs at least one element"),
    (lambda: gradcheck.vjp_identity(np.sin, 3, [1], rng), TypeError, "vjp needs a function, got 3"),
    (lambda: gradcheck.vjp_identity(np.sin, lambda x, G: 1, [1], rng), ValueError, r"vjp\(x, v\) needs the shape"),
    (lambda: gradcheck.vjp_identity(lambda x: x[:0], np.dot, [1], rng), ValueError, r"f\(x\) needs at least one e"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

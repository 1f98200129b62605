"""Derivatives by number, and intervals for rates."""
import numpy as np
import pytest

from ffedu import experiment, gradcheck

GOOD = {name: {"f": np.sin, "x": [1.0], "h": 1e-5} for name in ("complex_step", "central_difference")} | {
    "numerical_gradient": {"f": lambda t: float(np.sum(t)), "theta": [1.0], "h": 1e-5}}


def test_complex_step_is_exact_and_central_difference_good_to_ten_digits():
    x = np.linspace(-2, 2, 11)
    f, df = lambda x: np.exp(np.sin(x)), lambda x: np.cos(x) * np.exp(np.sin(x))
    np.testing.assert_allclose(gradcheck.complex_step(f, x), df(x), rtol=1e-15, atol=1e-15)
    np.testing.assert_allclose(gradcheck.central_difference(f, x), df(x), rtol=1e-9, atol=1e-9)


def test_a_step_that_moves_nothing_is_refused():
    with pytest.raises(ValueError, match="h needs to change every element of x, got 1e-17"):
        gradcheck.central_difference(np.sin, [1.0], h=1e-17)
    assert gradcheck.central_difference(np.sin, [0.0], h=1e-17) == pytest.approx(1)


def test_complex_step_lies_for_abs_as_its_module_says():
    assert gradcheck.complex_step(np.abs, [-1.0]) == 0 and gradcheck.central_difference(np.abs, [-1.0]) < 0


def test_numerical_gradient_has_the_shape_of_theta_and_leaves_it_alone():
    theta = np.arange(6.0).reshape(2, 3)
    grad = gradcheck.numerical_gradient(lambda t: float((t**2).sum()), theta)
    np.testing.assert_allclose(grad, 2 * theta, atol=1e-8)
    assert theta.tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: gradcheck.complex_step(np.sin, [np.nan]), ValueError, "x needs finite numbers"),
    (lambda: gradcheck.central_difference(np.sin, [1], h=0), ValueError, "h needs a number above 0"),
    (lambda: gradcheck.numerical_gradient(np.sum, [1.0], h=1e-300), ValueError, "h needs to change every element"),
    (lambda: gradcheck.central_difference(lambda x: None, [1.0]), ValueError, "f.x. needs numbers of the shape"),
    (lambda: gradcheck.complex_step(np.sum, [1.0, 2.0]), ValueError, r"needs numbers of the shape \(2,\), got"),
    (lambda: gradcheck.numerical_gradient(lambda t: t, [1.0, 2.0]), ValueError, r"f\(theta\) needs a single number"),
    (lambda: gradcheck.numerical_gradient(np.sum, "x"), TypeError, "theta needs real numbers"),
    (lambda: experiment.wilson(3, 2), ValueError, "successes needs at most trials = 2, got 3"),
    (lambda: experiment.wilson(0, 0), ValueError, "trials needs a whole number of at least 1, got 0"),
    (lambda: experiment.wilson(1, 2, level=0), ValueError, "level needs a number above 0"),
    (lambda: experiment.wilson(1, 2, level=1), ValueError, "level needs a number below 1, got 1.0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_wilson_against_its_defining_equation():
    for k, n in ((0, 20), (22, 100), (50, 50), (1, 3)):
        rate = experiment.wilson(k, n)
        for end in (rate.low, rate.high):             # the ends solve (p - end)^2 = z^2 end (1 - end) / n
            assert (rate.share - end) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / n, abs=1e-12)
        assert 0 <= rate.low <= rate.share <= rate.high <= 1

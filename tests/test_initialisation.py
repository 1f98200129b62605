"""Starts: their sizes, their seeds, and the start from which nothing can be learned."""
import numpy as np
import pytest

from ffedu import initialisation as init

rng = np.random.default_rng(0)
GOOD = {"zeros": {"n_in": 2, "n_out": 3}, "normal": {"rng": rng, "n_in": 2, "n_out": 3, "std": 0.1},
        "xavier": {"rng": rng, "n_in": 2, "n_out": 3}, "he": {"rng": rng, "n_in": 2, "n_out": 3},
        "bias": {"n_out": 3, "value": 0.1}, "distinct_units": {"W": np.ones((2, 3))}}


@pytest.mark.parametrize("start, std", [(init.normal, 0.1), (init.xavier, (2 / 500) ** 0.5), (init.he, (2 / 300) ** 0.5)])
def test_the_spread_is_that_of_the_formula(start, std):
    W = start(np.random.default_rng(1), 300, 200)
    assert W.shape == (300, 200) and abs(W.mean()) < 5 * std / 60000**0.5
    assert W.std() == pytest.approx(std, rel=0.02)                 # 60,000 draws: one sigma is 0.3 %
    np.testing.assert_array_equal(W, start(np.random.default_rng(1), 300, 200))


def test_xavier_stays_within_its_bounds_and_reaches_them():
    W = init.xavier(np.random.default_rng(0), 300, 200)
    r = (6 / 500) ** 0.5
    assert -r <= W.min() < -0.99 * r and 0.99 * r < W.max() <= r


def test_he_keeps_the_mean_square_of_relu_units_through_the_layers():
    draw = np.random.default_rng(0)
    h = draw.standard_normal((200, 256))
    first = np.mean(h**2)
    for _ in range(10):
        h = np.maximum(h @ init.he(draw, 256, 256), 0)
    assert 0.5 < np.mean(h**2) * 2 / first / 2 < 2


def test_units():
    assert init.zeros(2, 3).tolist() == [[0, 0, 0], [0, 0, 0]] and init.bias(2, 0.5).tolist() == [0.5, 0.5]
    assert init.bias(1).tolist() == [0.1]
    assert init.distinct_units(init.zeros(5, 4)) == 1 and init.distinct_units(np.eye(3)) == 3


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: init.zeros(0, 1), ValueError, "n_in needs a whole number of at least 1, got 0"),
    (lambda: init.he(rng, 1, 0), ValueError, "n_out needs a whole number of at least 1, got 0"),
    (lambda: init.xavier(1, 1, 1), TypeError, "rng needs a Generator, got 1"),
    (lambda: init.normal(rng, 1, 1, std=0), ValueError, "std needs a number above 0, got 0.0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

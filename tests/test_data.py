"""The data sets: their shapes and laws, the same data for the same seed, and the digits against their source."""
import hashlib
import inspect

import numpy as np
import pytest

from ffedu import data, xor
from ffedu.data import GATES, Data

RNG = np.random.default_rng(0)
GOOD = {"corners": {"n": 2}, "boolean_functions": {"n": 2}, "gate": {"name": "XOR"}, "digits": {},
        "line": {"rng": RNG, "m": 5, "sd": 1.0}, "sine": {"rng": RNG, "m": 5, "sd": 1.0},
        "moons": {"rng": RNG, "per_class": 5, "sd": 1.0}, "halves": {"rng": RNG, "m": 5, "gap": 0.1},
        "clouds": {"rng": RNG, "centres": [[0, 1], [2, 3]], "per_class": 5, "sd": 1.0}}
RANDOM = {name: (lambda rng, call=getattr(data, name), more=tuple(good.items())[1:]: call(rng, **dict(more)))
          for name, good in GOOD.items() if "rng" in good}


def test_corners_and_functions_count_upwards_in_binary():
    assert data.corners(3).tolist() == [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    assert data.corners(1).tolist() == [[0], [1]] and data.corners(16).shape == (2**16, 16)
    for n, functions in ((1, 4), (2, 16), (3, 256), (4, 65536)):
        table = data.boolean_functions(n)
        assert table.shape == (functions, 2**n)
        assert (table @ 2 ** np.arange(2**n)[::-1]).tolist() == list(range(functions))
    assert data.corners().shape == (4, 2) and len(data.boolean_functions()) == 16


@pytest.mark.parametrize("name, rule", [
    ("FALSE", lambda a, b: False), ("AND", lambda a, b: a and b), ("x1 AND NOT x2", lambda a, b: a and not b),
    ("x1", lambda a, b: a), ("NOT x1 AND x2", lambda a, b: not a and b), ("x2", lambda a, b: b),
    ("XOR", lambda a, b: a != b), ("OR", lambda a, b: a or b), ("NOR", lambda a, b: not (a or b)),
    ("XNOR", lambda a, b: a == b), ("NOT x2", lambda a, b: not b), ("x1 OR NOT x2", lambda a, b: a or not b),
    ("NOT x1", lambda a, b: not a), ("NOT x1 OR x2", lambda a, b: not a or b), ("NAND", lambda a, b: not (a and b)),
    ("TRUE", lambda a, b: True)])
def test_each_gate_does_what_its_name_says(name, rule):
    X, y = data.gate(name)
    assert y.tolist() == [int(rule(*row)) for row in X.astype(bool).tolist()]
    np.testing.assert_array_equal(X, xor.X)


def test_gates_are_the_sixteen_functions_and_xor_is_xor():
    assert len(set(GATES)) == 16
    assert [data.gate(name).y.tolist() for name in GATES] == data.boolean_functions(2).tolist()
    np.testing.assert_array_equal(data.gate("XOR").y, xor.y)


@pytest.mark.parametrize("name", RANDOM)
def test_same_seed_same_data_and_another_seed_other_data(name):
    one, two, other = (RANDOM[name](np.random.default_rng(seed)) for seed in (7, 7, 8))
    assert isinstance(one, Data) and one.X.dtype == float and one.X.ndim == 2 and one.y.shape == one.X.shape[:1]
    np.testing.assert_array_equal(one.X, two.X)
    np.testing.assert_array_equal(one.y, two.y)
    assert not np.array_equal(one.X, other.X)


@pytest.mark.parametrize("call, x, y", [
    (lambda rng: data.line(rng), [6.6529], 20.7541), (lambda rng: data.sine(rng), [0.8326], -1.0083),
    (lambda rng: data.moons(rng, per_class=2), [-0.061, 0.4522], 1),
    (lambda rng: data.clouds(rng, [[1, 2]], per_class=2), [1.3202, 2.0525], 0),
    (lambda rng: data.halves(rng), [1.6768, 0.1362], 0)])
def test_the_last_point_of_seed_0_stays_what_it_is(call, x, y):
    X, targets = call(np.random.default_rng(0))
    assert X[-1].tolist() == pytest.approx(x, abs=5e-5) and targets[-1] == pytest.approx(y, abs=5e-5)


def test_line_has_the_axes_of_its_model():
    X, y = data.line(np.random.default_rng(0), m=4000)
    slope, offset = np.polyfit(X[:, 0], y, 1)
    assert (slope, offset) == (pytest.approx(3, abs=0.03), pytest.approx(5, abs=0.2))     # 3.7 and 4.2 standard errors
    assert np.std(y - 3 * X[:, 0] - 5) == pytest.approx(3, rel=0.04)
    assert -10 <= X.min() < -9.9 and 9.9 < X.max() <= 10
    X, y = data.line(np.random.default_rng(0), sd=0)
    np.testing.assert_array_equal(y, 3 * X[:, 0] + 5)
    assert len(y) == 50


def test_sine_is_one_period_with_noise():
    X, y = data.sine(np.random.default_rng(0), m=4000)
    assert 0 <= X.min() < 0.01 and 0.99 < X.max() <= 1
    noise = y - np.sin(2 * np.pi * X[:, 0])
    assert np.std(noise) == pytest.approx(0.1, rel=0.04) and abs(noise.mean()) < 0.01
    assert len(data.sine(np.random.default_rng(0)).y) == 50


def test_moons_lie_on_their_half_circles():
    X, y = data.moons(np.random.default_rng(0), per_class=500, sd=0)
    upper, lower = X[y == 0], X[y == 1]
    assert len(upper) == len(lower) == 500
    np.testing.assert_allclose(np.linalg.norm(upper, axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(lower - [1, 0.5], axis=1), 1)
    assert upper[:, 1].min() >= 0 and lower[:, 1].max() <= 0.5
    for t in (upper[:, 0], 1 - lower[:, 0]):                                   # both ends of each half circle
        assert t.min() < -0.99 and t.max() > 0.99
    noisy = data.moons(np.random.default_rng(0), per_class=500).X
    assert np.std(noisy - X) == pytest.approx(0.1, rel=0.1)
    assert len(data.moons(np.random.default_rng(0)).X) == 200


def test_clouds_lie_about_their_centres():
    centres = np.array([[-3, 0, 1], [3, 0, 1], [0, 5, 2]])
    X, y = data.clouds(np.random.default_rng(0), centres, per_class=2000)
    assert np.bincount(y).tolist() == [2000] * 3 and y.dtype.kind == "i"
    for k, centre in enumerate(centres):
        np.testing.assert_allclose(X[y == k].mean(axis=0), centre, atol=0.05)
        np.testing.assert_allclose(X[y == k].std(axis=0), 0.5, rtol=0.06)
    still = data.clouds(np.random.default_rng(0), centres, sd=0)
    np.testing.assert_array_equal(still.X, np.repeat(centres, 30, axis=0))


@pytest.mark.parametrize("seed", range(5))
def test_halves_keep_their_gap_and_come_from_the_square(seed):
    X, y = data.halves(np.random.default_rng(seed), m=300, gap=0.2)
    angle, c = (rng := np.random.default_rng(seed)).uniform(0, 2 * np.pi), rng.uniform(-1, 1)
    side = X @ [np.cos(angle), np.sin(angle)] - c
    assert side[y == 1].min() >= 0.2 and side[y == 0].max() <= -0.2
    assert {0, 1} == set(y.tolist()) and min(side[y == 1].min(), -side[y == 0].max()) < 0.3
    bare = data.halves(np.random.default_rng(seed), m=300, gap=0).X
    assert -3 <= bare.min() < -2.9 and 2.9 < bare.max() <= 3
    np.testing.assert_allclose(np.linalg.norm(X - bare, axis=1), 0.2)
    assert abs(c) <= 1 and len(data.halves(np.random.default_rng(seed)).y) == 40
    default = data.halves(np.random.default_rng(seed), m=300)
    np.testing.assert_array_equal(default.X, X)


def test_the_seeds_reach_every_direction():
    draws = [data.halves(np.random.default_rng(seed), m=200, gap=0) for seed in range(40)]
    u = np.array([X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0) for X, y in draws])
    assert np.all(u.min(axis=0) < -1) and np.all(u.max(axis=0) > 1)


def test_digits_are_whole_ink_and_the_very_numbers_of_the_source():
    X, y = data.digits()
    assert X.shape == (1797, 64) and X.dtype == float and y.dtype.kind == "i"
    assert (X.min(), X.max()) == (0, 16) and np.all(X == np.round(X))
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]      # as its documents count
    numbers = hashlib.sha256(X.astype(np.uint8).tobytes() + y.astype(np.uint8).tobytes()).hexdigest()
    assert numbers == "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"
    assert "CC BY 4.0" in inspect.getdoc(data.digits) and "Alpaydin" in inspect.getdoc(data.digits)


def test_digits_agree_with_scikit_learn():
    source = pytest.importorskip("sklearn.datasets").load_digits()
    X, y = data.digits()
    np.testing.assert_array_equal(X, source.data)
    np.testing.assert_array_equal(y, source.target)
    np.testing.assert_array_equal(X[5].reshape(8, 8), source.images[5])


def test_what_comes_back_may_be_changed_without_harm():
    data.corners(2)[:] = 7
    data.gate("AND").y[:] = 7
    data.digits().X[:] = 7
    assert data.corners(2).max() == 1 and data.gate("AND").y.tolist() == [0, 0, 0, 1] and data.digits().X.max() == 16


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: data.corners(0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: data.corners(17), ValueError, "n needs to be at most 16, got 17"),
    (lambda: data.boolean_functions(5), ValueError, "n needs to be at most 4, got 5"),
    (lambda: data.gate("xor"), ValueError, "name needs to be one of FALSE, AND, .*TRUE, got 'xor'"),
    (lambda: data.gate(6), TypeError, "name needs a str, got 6"),
    (lambda: data.line(0), TypeError, "rng needs a Generator, got 0"),
    (lambda: data.sine(None), TypeError, "rng needs a Generator, got None"),
    (lambda: data.sine(RNG, sd=-0.1), ValueError, "sd needs a number of at least 0, got -0.1"),
    (lambda: data.line(RNG, m=0), ValueError, "m needs a whole number of at least 1, got 0"),
    (lambda: data.moons(RNG, per_class=0), ValueError, "per_class needs a whole number of at least 1, got 0"),
    (lambda: data.moons(RNG, sd=-1), ValueError, "sd needs a number of at least 0, got -1.0"),
    (lambda: data.moons(1), TypeError, "rng needs a Generator, got 1"),
    (lambda: data.clouds(RNG, [1, 2]), ValueError, r"centres needs shape \(k, n\), got \(2,\)"),
    (lambda: data.clouds(1, [[1, 2]]), TypeError, "rng needs a Generator, got 1"),
    (lambda: data.clouds(RNG, [[1, 2]], per_class=0), ValueError, "per_class needs a whole number of at least 1"),
    (lambda: data.halves(1), TypeError, "rng needs a Generator, got 1"),
    (lambda: data.halves(RNG, m=0), ValueError, "m needs a whole number of at least 1, got 0"),
    (lambda: data.halves(RNG, gap=-1), ValueError, "gap needs a number of at least 0, got -1.0")])
def test_errors_say_what_is_needed_and_what_was_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_one_is_enough_of_everything():
    assert data.boolean_functions(1).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert [len(call(RNG, 1).y) for call in (data.line, data.sine, data.halves, data.moons)] == [1, 1, 1, 2]
    assert data.clouds(RNG, [[5, 6]], per_class=1, sd=0).X.tolist() == [[5, 6]]

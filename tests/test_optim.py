"""Rules of descent: each equal to its formula written out, on arrays, in both precisions, nothing shared or changed."""
import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import optim

A = np.array([1.0, -2.0])
RULES = {"sgd": optim.sgd, "momentum": optim.momentum, "adagrad": optim.adagrad, "rmsprop": optim.rmsprop, "adam": optim.adam}
step = {"theta": A, "g": A, "epsilon": 0.1}
GOOD = {"sgd": step, "momentum": step | {"state": A, "alpha": 0.5}, "look_ahead": {"theta": A, "state": A, "alpha": 0.5},
        "adagrad": step | {"state": A**2, "delta": 1e-7}, "rmsprop": step | {"state": A**2, "rho": 0.5, "delta": 1e-6},
        "adam": step | {"state": optim.AdamState(A, A**2, 1), "rho1": 0.5, "rho2": 0.9, "delta": 1e-8, "corrected": True},
        "clip": {"gs": [A, A], "norm": 1.0},
        "descend": {"rule": optim.sgd, "gradient": lambda t: t, "theta": A, "steps": 2, "epsilon": 0.1},
        "nesterov": {"gradient": lambda t: t, "theta": A, "steps": 2, "epsilon": 0.1, "alpha": 0.5},
        "linear_decay": {"first": 1.0, "last": 0.1, "steps": 3}, "inverse_decay": {"first": 1.0, "half": 3.0},
        "average": {"path": [[1.0], [2.0], [3.0]], "t0": 1},
        "minibatches": {"rng": np.random.default_rng(0), "m": 5, "size": 2}}


def slope(x):
    """dJ/dx of J = x^4 / 4 + x."""
    return x**3 + 1


def by_formula(name, x, steps=5):
    """The path of one number, each rule in plain Python as the book prints it."""
    path, v, r, s = [x], 0.0, 0.0, 0.0
    for t in range(1, steps + 1):
        g = slope(x + 0.8 * v) if name == "nesterov" else slope(x)
        if name == "sgd":
            x = x - 0.05 * g
        elif name in ("momentum", "nesterov"):
            v = 0.8 * v - 0.05 * g
            x = x + v
        elif name == "adagrad":
            r = r + g * g
            x = x - 0.05 / (1e-3 + math.sqrt(r)) * g
        elif name == "rmsprop":
            r = 0.7 * r + 0.3 * g * g
            x = x - 0.05 / math.sqrt(1e-3 + r) * g
        else:
            s, r = 0.8 * s + 0.2 * g, 0.9 * r + 0.1 * g * g
            a, b = (1 - 0.8**t, 1 - 0.9**t) if name == "adam" else (1, 1)
            x = x - 0.05 * (s / a) / (math.sqrt(r / b) + 1e-3)
        path.append(x)
    return path


CONSTANTS = {"sgd": {}, "momentum": {"alpha": 0.8}, "adagrad": {"delta": 1e-3}, "rmsprop": {"rho": 0.7, "delta": 1e-3},
             "adam": {"rho1": 0.8, "rho2": 0.9, "delta": 1e-3}}


@pytest.mark.parametrize("name", RULES)
def test_each_rule_is_its_formula(name):
    path = optim.descend(RULES[name], slope, [1.5, -2.0], 5, epsilon=0.05, **CONSTANTS[name]).theta
    for i, start in enumerate((1.5, -2.0)):
        np.testing.assert_allclose(path[:, i], by_formula(name, start), rtol=1e-14)


def test_nesterov_and_uncorrected_adam_are_their_formulas():
    path = optim.nesterov(slope, [1.5], 5, epsilon=0.05, alpha=0.8).theta
    np.testing.assert_allclose(path[:, 0], by_formula("nesterov", 1.5), rtol=1e-14)
    path = optim.descend(optim.adam, slope, [1.5], 5, epsilon=0.05, corrected=False, **CONSTANTS["adam"]).theta
    np.testing.assert_allclose(path[:, 0], by_formula("uncorrected", 1.5), rtol=1e-14)


def test_the_constants_unless_told():
    """0.9, 0.999, 1e-8 and so on, seen in the first two steps."""
    for rule, constants in ((optim.momentum, {"epsilon": 0.1, "alpha": 0.9}), (optim.adagrad, {"epsilon": 0.1, "delta": 1e-7}),
                            (optim.rmsprop, {"epsilon": 0.01, "rho": 0.9, "delta": 1e-6}), (optim.sgd, {"epsilon": 0.1}),
                            (optim.adam, {"epsilon": 0.001, "rho1": 0.9, "rho2": 0.999, "delta": 1e-8, "corrected": True})):
        one, told = rule(A, 1e-4 * A), rule(A, 1e-4 * A, None, **constants)
        np.testing.assert_array_equal(rule(one.theta, A, one.state).theta, rule(told.theta, A, told.state, **constants).theta)
    np.testing.assert_array_equal(optim.look_ahead(A, A), A + 0.9 * A)
    np.testing.assert_array_equal(optim.nesterov(slope, A, 3).theta, optim.nesterov(slope, A, 3, 0.1, 0.9).theta)


@pytest.mark.parametrize("name", RULES)
def test_precision_is_kept_and_nothing_is_changed_or_shared(name):
    theta, g = np.float32([1, -2]), np.float32([0.5, 3])
    kept = theta.copy(), g.copy()
    one = RULES[name](theta, g)
    before = [np.array(part, copy=True) for part in (one.state if isinstance(one.state, tuple) else [one.state]) if part is not None]
    two = RULES[name](one.theta, g, one.state)
    assert one.theta.dtype == two.theta.dtype == np.float32
    np.testing.assert_array_equal(theta, kept[0]), np.testing.assert_array_equal(g, kept[1])
    after = [part for part in (one.state if isinstance(one.state, tuple) else [one.state]) if part is not None]
    for a, b in zip(before, after):
        np.testing.assert_array_equal(a, b)
        assert not np.shares_memory(b, two.theta) and not np.shares_memory(b, one.theta)


@given(st.lists(st.floats(-1e150, 1e150), min_size=2, max_size=4), st.floats(1e-3, 1e3))
def test_clipping_shortens_and_keeps_the_direction(g, norm):
    a, b = optim.clip([g[:1], g[1:]], norm)
    clipped, g = np.concatenate([a, b]), np.array(g)
    length = float(np.hypot.reduce(g))
    assert np.hypot.reduce(clipped) <= norm * (1 + 1e-12)
    np.testing.assert_allclose(clipped, g * min(1, norm / length if length else 1), rtol=1e-12, atol=1e-300)


def test_clipping_keeps_what_is_short_and_the_precision():
    g = np.float32([3, 4])
    assert optim.clip([g], 5)[0].tolist() == [3, 4] and optim.clip([g], 2.5)[0].tolist() == [1.5, 2]
    assert optim.clip([g], 2.5)[0].dtype == np.float32 and optim.clip([], 1) == ()
    np.testing.assert_allclose(optim.clip([[1.7e308, -1.7e308]], 1.0)[0], [0.5**0.5, -(0.5**0.5)], rtol=1e-15)
    assert optim.clip([[1e-200, 0.0]], 1e-250)[0].tolist() == [pytest.approx(1e-250, rel=1e-14, abs=0), 0]
    assert optim.clip([[1e-3], [0.0]], 1e-4)[0].tolist() == [1e-4] and optim.clip([[0.0]], 0.5)[0].tolist() == [0.0]


def test_schedules():
    schedule = optim.linear_decay(2.0, 0.1, 10)
    assert schedule(1) == pytest.approx(0.9 * 2 + 0.1 * 0.1) and optim.linear_decay(2.0, 0.1, 1)(1) == 0.1
    assert optim.linear_decay(0.5, 0.25, 2)(1) == 0.375 and optim.inverse_decay(0.5, 0.5)(2) == pytest.approx(0.5 / 3)
    schedule = optim.linear_decay(1.0, 0.1, 10)
    assert schedule(10) == schedule(99) == pytest.approx(0.1) and schedule(5) == pytest.approx(0.55)
    assert optim.inverse_decay(0.4, 5)(1) == 0.4 and optim.inverse_decay(0.4, 5)(6) == 0.2
    path = optim.descend(optim.sgd, lambda t: np.ones(1), [0.0], 3, epsilon=lambda t: 1 / t).theta.ravel()
    np.testing.assert_allclose(path, [0, -1, -1.5, -1.5 - 1 / 3])


@pytest.mark.parametrize("t0", [0, 2])
def test_the_running_average_is_the_mean(t0):
    path = np.random.default_rng(0).standard_normal((9, 3))
    means = optim.average(path, t0)
    assert len(means) == 8 - t0
    for k, mean in enumerate(means):
        np.testing.assert_allclose(mean, path[t0 + 1:t0 + k + 2].mean(0), atol=1e-14)
    assert optim.average(np.float32(path)).dtype == np.float32
    np.testing.assert_array_equal(optim.average(path), optim.average(path, 0))
    assert optim.average([[1.0], [3.0]]).tolist() == [[3.0]]


@pytest.mark.parametrize("m, size", [(7, 3), (6, 3), (3, 5), (1, 1)])
def test_minibatches_cover_each_epoch_once(m, size):
    batches = list(optim.minibatches(np.random.default_rng(0), m, size))
    assert sorted(np.concatenate(batches)) == list(range(m)) and max(map(len, batches)) == min(m, size)
    assert all(len(batch) == size for batch in batches[:-1])
    again = list(optim.minibatches(np.random.default_rng(0), m, size))
    assert all((a == b).all() for a, b in zip(batches, again))


def test_the_state_of_the_last_step_is_returned():
    run = optim.descend(optim.momentum, slope, [1.0], 2)
    np.testing.assert_array_equal(run.state, run.theta[2] - run.theta[1])
    assert optim.descend(optim.sgd, slope, [1.0], 0).theta.tolist() == [[1.0]]
    assert optim.descend(optim.adam, slope, [1.0], 3).state.t == 3
    np.testing.assert_array_equal(optim.momentum(A, A, A, alpha=0).theta, A - 0.1 * A)
    np.testing.assert_allclose(optim.nesterov(slope, [1.0], 2).state, np.diff(optim.nesterov(slope, [1.0], 2).theta[1:], axis=0)[0])


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: optim.sgd([1.0], [1.0, 2.0]), ValueError, r"g needs shape \(1,\), got \(2,\)"),
    (lambda: optim.sgd([1.0], [1.0], epsilon=0), ValueError, "epsilon needs a number above 0, got 0.0"),
    (lambda: optim.sgd([np.inf], [1.0]), ValueError, r"theta needs finite numbers, got \[inf\]"),
    (lambda: optim.momentum([1.0], [1.0], alpha=1), ValueError, r"alpha needs a number in \[0, 1\), got 1.0"),
    (lambda: optim.momentum([1.0], [1.0], alpha=-0.1), ValueError, "alpha needs a number in"),
    (lambda: optim.momentum([1.0], [1.0], state=[1.0, 2.0]), ValueError, r"state needs shape \(1,\), got \(2,\)"),
    (lambda: optim.adam([1.0], [1.0], state=[1.0]), TypeError, r"state needs a AdamState, got \[1.0\]"),
    (lambda: optim.rmsprop([1.0], [1.0], delta=0), ValueError, "delta needs a number above 0"),
    (lambda: optim.rmsprop(np.float32([1]), [0.0], delta=1e-50), ValueError, "delta needs a number above 0 in float32, got 1e-50"),
    (lambda: optim.sgd(np.float32([1]), [1.0], epsilon=1e-50), ValueError, "epsilon needs a number above 0 in float32, got 1e-50"),
    (lambda: optim.sgd(np.float32([1]), [1.0], epsilon=1e50), ValueError, "epsilon needs a finite number in float32, got 1e\\+50"),
    (lambda: optim.clip([[1.0]], 0), ValueError, "norm needs a number above 0"),
    (lambda: optim.average([[1.0], [2.0]], t0=1), ValueError, r"path needs a point after t0 = 1, got shape \(2, 1\)"),
    (lambda: optim.minibatches(0, 3, 1), TypeError, "rng needs a Generator, got 0"),
    (lambda: optim.minibatches(np.random.default_rng(0), 3, 0), ValueError, "size needs a whole number of at least 1"),
    (lambda: optim.descend(lambda *a: 3, slope, [1.0], 1), TypeError, r"rule\(theta, g, state, epsilon\) needs a Update, got 3"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""Many starts at once: the gradient by number, one start as a step by hand, how the runs end, zeros."""
import numpy as np
import pytest

from ffedu import gradcheck, hidden_units, stable, xor, xor_starts
from ffedu.xor import X, Parameters, y
from ffedu.xor_starts import endings, gradient, learn, outputs

START = xor.random_start(np.random.default_rng(1), 3, starts=4)
GOOD = {"outputs": {"theta": START, "unit": "tanh"}, "gradient": {"theta": START, "unit": "tanh", "y": [0, 0, 0, 1]},
        "learn": {"theta": START, "unit": "tanh", "epsilon": 0.5, "steps": 3}, "endings": {"p": [[0, 1, 1, 0]]}}
every = pytest.mark.parametrize("unit", xor_starts.UNITS)


def cost(theta, unit, s, y=y):
    """The mean cross-entropy of start s, from the formula."""
    W, c, w, b = (part[s] for part in theta)
    p = stable.sigmoid(hidden_units.UNITS[unit].g(X @ W + c) @ w + b)
    return -np.mean(y * np.log(p) + (1 - np.asarray(y)) * np.log(1 - p))


@every
def test_outputs_are_the_sigmoid_of_the_network(unit):
    p = outputs(START, unit)
    assert p.shape == (4, 4)
    for s in range(4):
        W, c, w, b = (part[s] for part in START)
        np.testing.assert_allclose(p[s], 1 / (1 + np.exp(-(hidden_units.UNITS[unit].g(X @ W + c) @ w + b))), rtol=1e-13)


@every
@pytest.mark.parametrize("targets", [y, [0, 0, 0, 1]])
def test_the_gradient_is_that_of_the_cost(unit, targets):
    exact = gradient(START, unit, targets)
    for k, part in enumerate(START):
        for s in range(4):
            def moved(value, k=k, s=s):
                theta = [p.copy() for p in START]
                theta[k][s] = value
                return cost(Parameters(*theta), unit, s, targets)
            np.testing.assert_allclose(exact[k][s], gradcheck.numerical_gradient(moved, part[s]), atol=1e-8)


@every
def test_learning_is_steps_along_it_and_changes_no_start(unit):
    before = [part.copy() for part in START]
    end = learn(START, unit, 0.5, 2)
    once = Parameters(*(part - 0.5 * slope for part, slope in zip(START, gradient(START, unit))))
    twice = Parameters(*(part - 0.5 * slope for part, slope in zip(once, gradient(once, unit))))
    for got, need, old, kept in zip(end, twice, before, START):
        np.testing.assert_allclose(got, need, rtol=1e-12, atol=1e-15)
        assert np.array_equal(old, kept)
    for got, start in zip(learn(START, unit, steps=0), START):
        assert np.array_equal(got, start)
    for got, start in zip(learn(START, unit), learn(START, unit, 1.0, 3000)):
        assert np.array_equal(got, start)


@every
def test_zeros_stay_for_balanced_targets_and_move_for_others(unit):
    zeros = Parameters(np.zeros((1, 2, 2)), np.zeros((1, 2)), np.zeros((1, 2)), np.zeros(1))
    assert all(not part.any() for part in gradient(zeros, unit))
    assert gradient(zeros, unit, [0, 0, 0, 1]).b[0] == 0.25
    assert xor.gradient(X, y, *(part[0] for part in zeros)).b == -1


def test_ways_to_end():
    third = [0, 2 / 3, 2 / 3, 2 / 3]
    p = [[0.04, 0.96, 1, 0], [0.06, 1, 1, 0], [0.5] * 4, [0.46, 0.54, 0.5, 0.5], [0, 1, 0.5, 0.5], third, third,
         [1 / 3, 1, 1 / 3, 1 / 3], [1 / 3, 0, 1 / 3, 1 / 3], [1, 2 / 3, 2 / 3, 2 / 3], [0, 0.5, 0.5, 0.5]]
    assert endings(p) == {"solved": 1, "1/2 everywhere": 2, "two right, two at 1/2": 1,
                          "one right, three at 1/3 or 2/3": 3, "otherwise": 4}


def test_relu_of_two_units_mostly_fails_and_eight_mostly_do_not():
    solved = {n: endings(outputs(learn(xor.random_start(np.random.default_rng(0), n, 200))))["solved"] for n in (2, 8)}
    assert solved[2] < 90 and solved[8] > 180


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: outputs(START, "step"), ValueError, "unit needs one of relu, tanh, sigmoid, got 'step'"),
    (lambda: outputs(START, ["relu"]), ValueError, "unit needs one of relu, tanh, sigmoid, got "),
    (lambda: outputs(xor.reference()), ValueError, r"theta needs one leading axis of starts, got W of shape \(2, 2\)"),
    (lambda: gradient(START, y=[0, 1]), ValueError, "y needs"),
    (lambda: learn(START, epsilon=0), ValueError, "epsilon needs"),
    (lambda: endings([0, 1, 1, 0]), ValueError, "p needs"),
])
def test_what_does_not_fit_is_refused(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

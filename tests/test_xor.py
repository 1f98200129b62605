"""The XOR networks, the linear model that fails, and training: numbers, proofs, errors."""
import inspect

import numpy as np
import pytest

from ffedu import gradcheck, xor
from ffedu.xor import Parameters, X, y

theta = dict(zip("Wcwb", xor.reference()))
GOOD = {"reference": {}, "step_reference": {}, "linear_bound": {}, "relu": {"a": [1.0]}, "step": {"a": [1.0]},
        "network": {"X": X, **theta}, "step_network": {"X": X, **theta}, "gradient": {"X": X, "y": y, **theta},
        "loss": {"f": [1, 0], "y": [1, 1]}, "linear_fit": {"X": X, "y": y},
        "linear_collapse": {"W": theta["W"], "w": theta["w"]},
        "train": {"theta": xor.reference(), "epsilon": 0.1, "steps": 2},
        "random_start": {"rng": np.random.default_rng(0), "n": 2, "starts": 3},
        "solved": {"theta": xor.reference(), "J": 0.1}}


def test_reference_network_is_xor_exactly_with_every_intermediate():
    t = xor.network(X, *xor.reference())
    assert t.XW.tolist() == [[0, 0], [1, 1], [1, 1], [2, 2]]
    assert t.a.tolist() == [[0, -1], [1, 0], [1, 0], [2, 1]]
    assert t.h.tolist() == [[0, 0], [1, 0], [1, 0], [2, 1]]
    assert t.f.tolist() == t.z.tolist() == y.tolist() == [0, 1, 1, 0]


def test_step_network_is_xor_exactly_with_every_intermediate():
    t = xor.step_network(X, *xor.step_reference())
    assert t.a.tolist() == [[-1.5, -0.5], [-0.5, 0.5], [-0.5, 0.5], [0.5, 1.5]]
    assert t.h[:, 0].tolist() == [0, 0, 0, 1] and t.h[:, 1].tolist() == [0, 1, 1, 1]     # AND, OR
    assert t.z.tolist() == [-0.5, 0.5, 0.5, -0.5] and t.f.tolist() == [0, 1, 1, 0]


def test_least_squares_gives_one_half_four_times():
    fit = xor.linear_fit()
    np.testing.assert_allclose(fit.w, 0, atol=1e-14)                 # a few dozen eps: what lstsq is good for
    np.testing.assert_allclose(fit.f, 0.5, rtol=1e-14)
    assert fit.b == pytest.approx(0.5, rel=1e-14) and fit.J == pytest.approx(0.25, rel=1e-14)
    np.testing.assert_allclose(np.column_stack([X, np.ones(4)]).T @ fit.residual, 0, atol=1e-14)


def test_no_linear_model_does_better():
    bound = xor.linear_bound()
    assert bound.annihilated.tolist() == [0, 0, 0] and bound.sy == -2
    rng = np.random.default_rng(0)
    for w, b in zip(3 * rng.standard_normal((500, 2)), 3 * rng.standard_normal(500)):
        error = X @ w + b - y
        assert bound.s @ error == pytest.approx(2)
        assert np.mean(error**2) >= bound.J and np.abs(error).max() >= bound.worst
    assert xor.linear_fit().J == pytest.approx(bound.J)


def test_linear_layers_collapse():
    rng = np.random.default_rng(0)
    W, w, x = rng.standard_normal((3, 5)), rng.standard_normal(5), rng.standard_normal((20, 3))
    np.testing.assert_allclose((x @ W) @ w, x @ xor.linear_collapse(W, w))


@pytest.mark.parametrize("n", [1, 2, 5])
def test_gradient_against_central_differences(n):
    rng = np.random.default_rng(n)
    theta = xor.random_start(rng, n)
    points, targets = rng.standard_normal((7, 2)), rng.standard_normal(7)
    grads = xor.gradient(points, targets, *theta)
    for i, name in enumerate(theta._fields):
        def J(value):
            return xor.loss(xor.network(points, *theta._replace(**{name: value})).f, targets)
        np.testing.assert_allclose(grads[i], gradcheck.numerical_gradient(J, theta[i]), rtol=1e-6, atol=1e-9)


def test_training_side_by_side_is_training_alone():
    starts = xor.random_start(np.random.default_rng(0), 3, starts=4)
    together = xor.train(starts, steps=50)
    for i in range(4):
        alone = xor.train(Parameters(*(value[i] for value in starts)), steps=50)
        for one, many in zip(alone, together):
            np.testing.assert_allclose(one, many[i], rtol=1e-12)
    assert xor.solved(together).shape == (4,)


def test_training_from_the_solution_stays_and_inputs_are_not_changed():
    theta = xor.reference()
    before = Parameters(*(np.array(value) for value in theta))
    after = xor.train(theta, steps=10)
    for old, kept, new in zip(before, theta, after):
        np.testing.assert_array_equal(old, kept)
        np.testing.assert_array_equal(old, new)


def test_solved_is_a_loss_below_the_bound():
    off = Parameters(np.zeros((2, 2)), np.zeros(2), np.zeros(2), 0.0)          # f = 0 everywhere, J = 1/2
    near = xor.reference()._replace(b=0.02)                                    # J = 0.0004
    far = xor.reference()._replace(b=0.04)                                     # J = 0.0016
    assert [bool(xor.solved(theta)) for theta in (off, near, far)] == [False, True, False]
    assert bool(xor.solved(off, J=0.6)) and not bool(xor.solved(near, J=1e-4))


def test_what_is_not_said_is_as_in_the_chapter():
    said = {name: p.default for name, p in inspect.signature(xor.train).parameters.items()}
    assert (said["epsilon"], said["steps"]) == (0.1, 5000)
    start = xor.random_start(np.random.default_rng(0))
    assert start.W.shape == (2, 2) and start.b.shape == ()
    assert xor.random_start(np.random.default_rng(0), starts=1).W.shape == (1, 2, 2)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda t: xor.network([0, 1], *t), ValueError, r"X needs shape \(m, 2\), got \(2,\)"),
    (lambda t: xor.network(X.T, *t), ValueError, r"X needs shape \(m, 2\), got \(2, 4\)"),
    (lambda t: xor.network(np.zeros((0, 2)), *t), ValueError, r"X needs shape \(m, 2\), got \(0, 2\)"),
    (lambda t: xor.network([[0, np.nan]], *t), ValueError, "X needs finite numbers, got nan at index"),
    (lambda t: xor.network([["a", "b"]], *t), TypeError, "X needs real numbers, got dtype <U1"),
    (lambda t: xor.network(X, t.W, [1, 2, 3], t.w, t.b), ValueError, r"c needs shape \(2,\), got \(3,\)"),
    (lambda t: xor.step_network(X, t.W, t.c, t.w, [0]), ValueError, r"b needs a single number, got shape \(1,\)"),
    (lambda t: xor.loss([1, 2], [1]), ValueError, r"y needs shape \(2,\), got \(1,\)"),
    (lambda t: xor.loss([]), ValueError, r"f needs shape \(m,\), got \(0,\)"),
    (lambda t: xor.linear_fit(X, y[:3]), ValueError, r"y needs shape \(4,\), got \(3,\)"),
    (lambda t: xor.linear_collapse(t.W, [1]), ValueError, r"w needs shape \(2,\), got \(1,\)"),
    (lambda t: xor.gradient(X, y[:2], *t), ValueError, r"y needs shape \(4,\), got \(2,\)"),
    (lambda t: xor.train(t, epsilon=0), ValueError, "epsilon needs a number above 0, got 0.0"),
    (lambda t: xor.train(t, steps=1.5), TypeError, "steps needs a whole number, got 1.5"),
    (lambda t: xor.train(t._replace(c=np.zeros(3))), ValueError, "theta needs W"),
    (lambda t: xor.train(list(t)), TypeError, r"theta needs Parameters \(W, c, w, b\), got list"),
    (lambda t: xor.train(t[:3]), TypeError, r"theta needs Parameters \(W, c, w, b\), got tuple"),
    (lambda t: xor.random_start(np.random.default_rng(0), 0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda t: xor.solved(t, J=-1), ValueError, "J needs a number above 0"),
    (lambda t: xor.relu("x"), TypeError, "a needs real numbers"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call(xor.reference())


def test_units_keep_their_dtype_and_a_nan():
    for unit in (xor.relu, xor.step):
        assert unit(np.float32([-1, 0, 2])).dtype == np.float32
        assert np.isnan(unit([np.nan, 1.0])[0])


def test_lists_work_and_the_data_cannot_be_overwritten():
    assert xor.network([[1, 0]], [[1, 1], [1, 1]], [0, -1], [1, -2], 0).f.tolist() == [1]
    with pytest.raises(ValueError):
        X[0, 0] = 9

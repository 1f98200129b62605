"""The loop: the rule's own path, minibatches, early stopping, zeros that stay alike, saddles and minima."""
import numpy as np
import pytest

from ffedu import initialisation, mlp, optim, training
from ffedu.mlp import Layer

rng = np.random.default_rng(0)
X = rng.standard_normal((40, 2))
y = (X[:, 0] * X[:, 1] > 0).astype(int)
START = mlp.random_start(np.random.default_rng(1), [2, 8, 2])


def bowl(theta, X, y):
    return float(theta[0] @ theta[0]) / 2, [theta[0]]


def half_square(theta):
    return float(theta[0] @ theta[0])


GOOD = {"fit": {"theta": START, "gradient": mlp.gradient, "X": X, "y": y, "rule": optim.momentum, "epsilon": 0.1, "epochs": 2,
                "size": 10, "rng": np.random.default_rng(0), "validate": lambda theta: 1.0, "patience": 3,
                "progress": lambda epoch, J: None},
        "hessian_index": {"gradient": lambda w: 2 * w, "theta": [1.0, 2.0], "h": 1e-5}}


def test_the_whole_set_at_once_is_plain_descent():
    run = training.fit([np.array([1.0, 2.0])], bowl, X, y, optim.momentum, epsilon=0.1, epochs=6, alpha=0.5)
    path = optim.descend(optim.momentum, lambda t: t, [1.0, 2.0], 6, epsilon=0.1, alpha=0.5).theta
    np.testing.assert_allclose(run.theta[0], path[-1], rtol=1e-15)
    np.testing.assert_allclose(run.J, (path[:-1] ** 2).sum(1) / 2)
    assert run.epoch == 6 and run.validation == []


def test_a_schedule_is_asked_at_each_step():
    asked = []
    training.fit([np.array([1.0])], bowl, X, y, epsilon=lambda t: asked.append(t) or 0.1, epochs=2, size=20, rng=np.random.default_rng(0))
    assert asked == [1, 2, 3, 4]


def test_minibatches_learn_what_the_network_can():
    run = training.fit(START, mlp.gradient, X, y, optim.adam, epsilon=0.03, epochs=60, size=10, rng=np.random.default_rng(2))
    assert run.J[-1] < 0.2 * run.J[0] and len(run.J) == 60
    assert isinstance(run.theta[0], Layer) and np.mean(mlp.forward(run.theta, X).z.argmax(1) == y) > 0.95
    again = training.fit(START, mlp.gradient, X, y, optim.adam, epsilon=0.03, epochs=60, size=10, rng=np.random.default_rng(2))
    assert again.J == run.J
    np.testing.assert_array_equal(START[0].W, mlp.random_start(np.random.default_rng(1), [2, 8, 2])[0].W)


def test_batches_are_the_rows_that_belong_together():
    seen = []

    def watch(theta, X, y):
        seen.append((X.copy(), y.copy()))
        return 1.0, [np.zeros(1)]
    training.fit([np.zeros(1)], watch, X, y, epochs=1, size=15, rng=np.random.default_rng(0))
    assert [len(batch) for batch, _ in seen] == [15, 15, 10]
    rows = np.concatenate([np.column_stack(pair) for pair in seen])
    np.testing.assert_array_equal(rows[np.lexsort(rows.T)], np.column_stack([X, y])[np.lexsort(np.column_stack([X, y]).T)])


def test_early_stopping_keeps_the_best_and_waits_as_told():
    scores, told = iter([5.0, 3.0, 4.0, 3.0, 2.0, 2.5, 4.0, 3.0, 1.0]), []
    run = training.fit([np.array([1.0])], bowl, X, y, epsilon=0.5, epochs=9, validate=lambda theta: next(scores), patience=3,
                       progress=lambda epoch, J: told.append(epoch))
    assert run.epoch == 5 and run.validation == [5, 3, 4, 3, 2, 2.5, 4, 3] and told == list(range(1, 9))
    assert run.theta[0].tolist() == [0.5**5] and len(run.J) == 8


def test_ten_epochs_at_a_rate_of_a_tenth_unless_told_otherwise():
    run = training.fit([np.array([1.0])], bowl, X, np.column_stack([y, y]))                   # targets may have columns
    assert len(run.J) == run.epoch == 10 and run.theta[0][0] == pytest.approx(0.9**10, rel=1e-14)


def test_with_no_epoch_nothing_happens():
    run = training.fit([np.array([1.0])], bowl, X, y, epochs=0)
    assert run.theta[0].tolist() == [1.0] and run.J == [] and run.epoch == 0


def test_layers_come_back_as_they_were_given():
    def flat(theta, X, y):
        return 1.0, [(np.ones(1), np.ones(2)), np.ones(3)]
    run = training.fit([(np.zeros(1), np.zeros(2)), np.zeros(3)], flat, X, y, epsilon=1.0, epochs=1)
    assert type(run.theta[0]) is tuple and [part.tolist() for part in (*run.theta[0], run.theta[1])] == [[-1], [-1, -1], [-1, -1, -1]]


def test_units_that_start_alike_stay_one_unit():
    start = [Layer(initialisation.zeros(2, 4), initialisation.bias(4)), Layer(initialisation.zeros(4, 2), np.zeros(2))]
    zeros = training.fit(start, mlp.gradient, X, y, epochs=50).theta
    assert initialisation.distinct_units(zeros[0].W) == 1
    assert initialisation.distinct_units(training.fit(START, mlp.gradient, X, y, epochs=1).theta[0].W) == 8


def test_saddles_and_minima():
    gradient = lambda w: 2 * (w[0] * w[1] - 1) * np.array([w[1], w[0]])                   # noqa: E731  (w1 w2 - 1)^2
    saddle, valley = training.hessian_index(gradient, [0, 0]), training.hessian_index(gradient, [2, 0.5])
    np.testing.assert_allclose(saddle.eigenvalues, [-2, 2], atol=1e-8)
    np.testing.assert_allclose(valley.eigenvalues, [0, 8.5], atol=1e-7)
    assert saddle.negative == 1 and valley.negative == 0
    assert training.hessian_index(lambda w: -w, [1.0, 2.0, 3.0]).negative == 3
    np.testing.assert_allclose(training.hessian_index(np.exp, [0.0, 1.0]).eigenvalues, [1, np.e], rtol=1e-9)


def test_an_eigenvalue_of_a_millionth_of_the_largest_counts_as_zero():
    for least, negative in ((-5e-4, 0), (-5e-3, 1)):
        assert training.hessian_index(lambda w: np.array([1000, least]) * w, [0.0, 0.0]).negative == negative


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: training.fit([np.array([1.0])], bowl, X, y, epsilon=1e3, epochs=200), ValueError,
     "epsilon needs to keep J finite, got J = inf after .* steps"),
    (lambda: training.fit([], bowl, X, y), ValueError, r"theta needs arrays, got \[\]"),
    (lambda: training.fit([np.zeros(1)], bowl, X, y[:3]), ValueError, r"X and y need as many rows, at least one, got \(40, 2\) and \(3,\)"),
    (lambda: training.fit([np.zeros(1)], bowl, X, y, size=3), TypeError, "rng needs a Generator, got None"),
    (lambda: training.fit([np.zeros(1)], bowl, X, y, patience=0), ValueError, "patience needs a whole number of at least 1"),
    (lambda: training.fit([np.zeros(1)], 3, X, y), TypeError, "gradient needs a function, got 3"),
    (lambda: training.fit([np.zeros(1)], lambda *a: 3, X, y), TypeError, r"gradient needs to return \(J, gradients\), got 3"),
    (lambda: training.hessian_index(lambda w: w[:1], [1.0, 2.0]), ValueError,
     r"gradient needs to return the shape of theta, \(2,\), got \(1,\)"),
    (lambda: training.fit([np.zeros(1)], lambda *a: (1.0, [1, 2]), X, y), ValueError, "gradient needs as many arrays as theta, 1, got 2"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with np.errstate(over="ignore"), pytest.raises(error, match=sentence):
        call()

"""Weight decay in both conventions, dropout's mean, the worst small change."""
import numpy as np
import pytest

from ffedu import gradcheck, mlp, regularisation as reg

W = np.random.default_rng(0).standard_normal((3, 2))
GOOD = {"weight_decay": {"theta": [W], "lambda_": 0.1, "half": True},
        "dropout_mask": {"rng": np.random.default_rng(0), "shape": (2, 3), "keep": 0.5},
        "fast_gradient_sign": {"X": W, "dX": W, "epsilon": 0.1}}


@pytest.mark.parametrize("half, share", [(False, 1), (True, 0.5)])
def test_weight_decay_and_its_gradient(half, share):
    decay = reg.weight_decay([W, 2 * W], 0.3, half)
    assert decay.Omega == pytest.approx(share * 0.3 * 5 * (W**2).sum())
    by_number = gradcheck.numerical_gradient(lambda W: reg.weight_decay([W], 0.3, half).Omega, W)
    np.testing.assert_allclose(decay.gradient[0], by_number, atol=1e-9)
    np.testing.assert_allclose(decay.gradient[1], 2 * by_number, atol=1e-9)
    assert reg.weight_decay([np.float32(W)], 0.3).gradient[0].dtype == np.float32


@pytest.mark.parametrize("keep", [0.5, 0.8, 1.0])
def test_dropout_keeps_the_mean(keep):
    mask = reg.dropout_mask(np.random.default_rng(0), (400, 100), keep)
    assert set(np.unique(mask)) <= {0.0, 1 / keep}
    assert np.mean(mask > 0) == pytest.approx(keep, abs=4 * (keep * (1 - keep) / 40_000) ** 0.5)
    np.testing.assert_array_equal(mask, reg.dropout_mask(np.random.default_rng(0), (400, 100), keep))


def test_the_worst_small_change_raises_the_cost_as_first_order_says():
    rng = np.random.default_rng(0)
    theta = mlp.random_start(rng, [6, 2])
    X, y = rng.standard_normal((1, 6)), [0]
    dX = gradcheck.numerical_gradient(lambda X: mlp.cost(theta, X, y), X)
    worse, J = reg.fast_gradient_sign(X, dX, 1e-4), mlp.cost(theta, X, y)
    assert mlp.cost(theta, worse, y) - J == pytest.approx(1e-4 * np.abs(dX).sum(), rel=1e-3)
    for _ in range(20):
        other = X + 1e-4 * rng.choice([-1, 1], X.shape)
        assert mlp.cost(theta, other, y) <= mlp.cost(theta, worse, y)
    assert reg.fast_gradient_sign(np.float32(X), dX, 0.1).dtype == np.float32
    assert reg.fast_gradient_sign([1.0, 2.0, 3.0], [0.0, 5.0, -5.0], 0.5).tolist() == [1, 2.5, 2.5]


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: reg.weight_decay([W], -0.1), ValueError, "lambda_ needs a number of at least 0, got -0.1"),
    (lambda: reg.weight_decay(W, 0.1), TypeError, "theta needs a Sequence"),
    (lambda: reg.dropout_mask(np.random.default_rng(0), (2,), 0), ValueError, "keep needs a number above 0"),
    (lambda: reg.dropout_mask(np.random.default_rng(0), (2,), 1.5), ValueError, r"keep needs a probability in \(0, 1\], got 1.5"),
    (lambda: reg.dropout_mask(np.random.default_rng(0), (0,)), ValueError, "shape needs a whole number of at least 1, got 0"),
    (lambda: reg.dropout_mask(np.random.default_rng(0), 3), TypeError, "shape needs a tuple, got 3"),
    (lambda: reg.dropout_mask(0, (2,)), TypeError, "rng needs a Generator"),
    (lambda: reg.fast_gradient_sign(W, W.T, 0.1), ValueError, r"dX needs the shape of X, \(3, 2\), got \(2, 3\)"),
    (lambda: reg.fast_gradient_sign(W, W, 0), ValueError, "epsilon needs a number above 0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

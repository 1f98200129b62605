"""The rectified layer under a softmax: gradients by number, shapes, the experiment's start, errors."""
import inspect

import numpy as np
import pytest

from ffedu import gradcheck, homework, softmax

batch = {"X": np.random.default_rng(0).standard_normal((4, 2)), "Y": np.eye(3)[[0, 1, 2, 0]],
         "W": np.random.default_rng(1).standard_normal((2, 3)), "b": [0, 1, 2]}
GOOD = {"softmax_jacobian": {"h": [0.0, 1.0]}, "layer": batch | {"rectified": True},
        "blobs": {"rng": np.random.default_rng(0), "per_class": 2},
        "final_losses": {"data": homework.blobs(np.random.default_rng(0), 2), "rng": np.random.default_rng(0),
                         "rectified": True, "starts": 2, "epsilon": 0.5, "steps": 2}}


def small(seed=0):
    rng = np.random.default_rng(seed)
    return (rng.standard_normal((6, 4)), np.eye(3)[rng.integers(3, size=6)],
            rng.standard_normal((4, 3)), rng.standard_normal(3))


@pytest.mark.parametrize("rectified", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_gradients_by_number(rectified, seed):
    X, Y, W, b = small(seed)
    out = homework.layer(X, Y, W, b, rectified)
    by_number = gradcheck.numerical_gradient(lambda W: homework.layer(X, Y, W, b, rectified).J, W)
    np.testing.assert_allclose(out.dW, by_number, rtol=1e-6, atol=1e-9)
    by_number = gradcheck.numerical_gradient(lambda b: homework.layer(X, Y, W, b, rectified).J, b)
    np.testing.assert_allclose(out.db, by_number, rtol=1e-6, atol=1e-9)


def test_softmax_jacobian_by_number():
    h = np.array([0.3, -2.0, 1.5, 0.0])
    rows = [gradcheck.numerical_gradient(lambda h: softmax(h)[i], h) for i in range(4)]
    np.testing.assert_allclose(homework.softmax_jacobian(h), rows, rtol=1e-8, atol=1e-10)


def test_a_logit_that_is_off_everywhere_gets_no_gradient():
    X, Y, W, b = small()
    out = homework.layer(X, Y, W, [-100, 0, 0])
    assert not out.dW[:, 0].any() and out.db[0] == 0 and out.dW[:, 1:].any()


def test_plain_logits_arrive_and_rectified_ones_get_stuck():
    data = homework.blobs(np.random.default_rng(0))
    assert data.X.shape == (90, 2) and data.Y.sum(0).tolist() == [30, 30, 30]
    plain, rectified = (homework.final_losses(data, np.random.default_rng(1), flag, starts=10, steps=1500)
                        for flag in (False, True))
    assert plain.max() < 0.01 and np.median(rectified) > 0.2


def test_the_clouds_are_where_they_are_said_to_be():
    data = homework.blobs(np.random.default_rng(0), 4000)
    for k in range(3):
        cloud = data.X[data.Y[:, k] == 1]
        np.testing.assert_allclose(cloud.mean(0), [2 * np.cos(2 * np.pi * k / 3), 2 * np.sin(2 * np.pi * k / 3)], atol=0.03)
        np.testing.assert_allclose(cloud.std(0), 0.5, atol=0.02)


def test_the_starts_are_as_in_the_chapter():
    said = {name: p.default for name, p in inspect.signature(homework.final_losses).parameters.items()}
    assert (said["starts"], said["epsilon"], said["steps"]) == (30, 0.5, 3000)
    data, rng = homework.blobs(np.random.default_rng(0), 2), np.random.default_rng(5)
    W, b = rng.standard_normal((1, 2, 3)), rng.standard_normal((1, 3)) - 1
    J = homework.final_losses(data, np.random.default_rng(5), True, starts=1, steps=0)
    assert J == pytest.approx([homework.layer(*data, W[0], b[0]).J])


@pytest.mark.parametrize("call, sentence", [
    (lambda X, Y, W, b: homework.layer(X, Y[:, :2], W, b), r"Y needs shape \(6, 3\), got \(6, 2\)"),
    (lambda X, Y, W, b: homework.layer(X, Y, W.T, b), r"W needs shape \(4, k\), got \(3, 4\)"),
    (lambda X, Y, W, b: homework.layer(X, Y, W, [np.inf, 0, 0]), "b needs finite numbers, got inf"),
    (lambda X, Y, W, b: homework.softmax_jacobian([]), r"h needs shape \(k,\), got \(0,\)"),
    (lambda X, Y, W, b: homework.blobs(np.random.default_rng(0), 0), "per_class needs a whole number of at least 1"),
    (lambda X, Y, W, b: homework.final_losses(homework.Blobs(X[:, :2], Y), np.random.default_rng(0), True, epsilon=-1),
     "epsilon needs a number above 0"),
])
def test_errors_say_need_and_got(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(*small())

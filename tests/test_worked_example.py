"""The w1..w8 network to full precision, against an independent matrix form and by number."""
import math
from dataclasses import astuple, fields

import numpy as np
import pytest

from ffedu import worked_example as we

start = {"weights": we.Weights(), "example": we.Example()}
GOOD = {"sigma": {"z": 0.5}, "forward": start, "backward": start | {"through": we.Weights()},
        "step": start | {"eta": 0.5}, "run": start | {"steps": 2, "eta": 0.5}, "history": {"at": [0, 1], "eta": 0.5},
        "difference": start | {"name": "w1", "h": 1e-5}}

NAMES = [f.name for f in fields(we.Weights)]


def matrix_step(weights, update_biases=False, reuse_updated=False, eta=0.5):
    """The same step written with arrays and nothing of the library's: an independent second computation."""
    w1, w2, w3, w4, w5, w6, w7, w8, b1, b2 = weights
    x, t = np.array([0.05, 0.10]), np.array([0.01, 0.99])
    W1, W2 = np.array([[w1, w3], [w2, w4]]), np.array([[w5, w7], [w6, w8]])
    h = 1 / (1 + np.exp(-(x @ W1 + b1)))
    o = 1 / (1 + np.exp(-(h @ W2 + b2)))
    d_o = (o - t) * o * (1 - o)
    W2_next = W2 - eta * np.outer(h, d_o)
    d_h = (W2_next if reuse_updated else W2) @ d_o * h * (1 - h)
    W1_next = W1 - eta * np.outer(x, d_h)
    b = (b1 - eta * d_h.sum(), b2 - eta * d_o.sum()) if update_biases else (b1, b2)
    return (*W1_next.T.ravel(), *W2_next.T.ravel(), *b)


@pytest.mark.parametrize("choice", [{}, {"update_biases": True}, {"reuse_updated": True}])
def test_ten_thousand_steps_equal_the_matrix_form(choice):
    weights = astuple(we.Weights())
    for _ in range(10_000):
        weights = matrix_step(weights, **choice)
    np.testing.assert_allclose(astuple(we.run(10_000, **choice)), weights, rtol=1e-11)


def test_the_known_digits():
    one, many = we.forward(we.run(1)), we.forward(we.run(10_000))
    assert f"{we.forward().E_total:.9f} {one.E_total:.10f} {many.E_total:.9f}" == "0.298371109 0.2910277737 0.000035102"
    assert f"{many.out_o1:.10f} {many.out_o2:.10f}" == "0.0159136204 0.9840642735"
    assert f"{we.step().after.w1:.9f} {we.step(reuse_updated=True).after.w1:.9f}" == "0.149780716 0.149817639"
    assert f"{we.step().dE_db1:.10f} {we.step().dE_db2:.10f}" == "0.0187256094 0.1004003251"
    assert f"{we.forward(we.run(1, update_biases=True)).E_total:.10f}" == "0.2857508867"


@pytest.mark.parametrize("name", NAMES)
def test_every_gradient_by_number_at_the_start_and_elsewhere(name):
    rng = np.random.default_rng(0)
    for weights in (we.Weights(), *(we.Weights(*rng.normal(0, 1, 10)) for _ in range(5))):
        gradient = getattr(we.backward(weights), f"dE_d{name}")
        assert gradient == pytest.approx(we.difference(name, weights), rel=1e-6, abs=1e-10)


def test_every_factor_multiplies_to_its_gradient():
    s = we.step()
    assert s.dE_dw5 == s.dE_dout_o1 * s.dout_o1_dnet_o1 * s.dnet_o1_dw5
    assert s.dE_dout_h1 == s.dE_o1_dout_h1 + s.dE_o2_dout_h1
    assert s.dE_o1_dout_h1 == s.dE_dnet_o1 * s.dnet_o1_dout_h1
    assert s.dE_dw1 == s.dE_dout_h1 * s.dout_h1_dnet_h1 * s.dnet_h1_dw1


def test_the_wrong_variant_is_wrong_in_the_hidden_layer_only():
    right, wrong = we.step(), we.step(reuse_updated=True)
    for name in NAMES:
        same = getattr(right.after, name) == getattr(wrong.after, name)
        assert same == (name not in ("w1", "w2", "w3", "w4")), name


def test_a_step_names_everything_and_refuses_other_names():
    named = we.step().named()
    assert {"net_h1", "E_total", "dE_dw1", "w8_next", "target_o2"} <= set(named)
    assert all(math.isfinite(value) for value in named.values())
    with pytest.raises(AttributeError, match="needs one of the example's names.*got 'dE_dw9'"):
        we.step().dE_dw9


def test_history_is_the_losses_along_the_way():
    assert we.history([0, 3, 7]) == [we.forward(we.run(n)).E_total for n in (0, 3, 7)]


def test_sigma_does_not_overflow():
    assert we.sigma(-1e4) == 0 and we.sigma(1e4) == 1 and we.sigma(0) == 0.5


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: we.Weights(w1=float("nan")), ValueError, "w1 needs a finite number, got nan"),
    (lambda: we.Weights(w1="0.1"), TypeError, "w1 needs real numbers, got dtype <U3"),
    (lambda: we.Example(x1=[1, 2]), ValueError, r"x1 needs a single number, got shape \(2,\)"),
    (lambda: we.forward(we.Weights(w1=1e308, w2=-1e308), we.Example(x1=1e3, x2=1e3)), ValueError, "need sums that a float"),
    (lambda: we.step(eta=0), ValueError, "eta needs a number above 0, got 0.0"),
    (lambda: we.run(-1), ValueError, "steps needs a whole number of at least 0, got -1"),
    (lambda: we.history([3, 1]), ValueError, "at needs numbers of steps that do not fall, got 1 after 3"),
    (lambda: we.difference("w9"), ValueError, "name needs one of w1..w8, b1, b2, got 'w9'"),
    (lambda: we.difference("w1", h=0), ValueError, "h needs a number above 0"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

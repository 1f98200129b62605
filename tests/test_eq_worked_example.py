"""The numeric twins of the display equations of notebooks/worked_example.ipynb: same LaTeX, checked by number."""
import math

import numpy as np
import pytest
from equations import twin

from ffedu import gradcheck, homework, log_softmax, softmax
from ffedu import worked_example as we

step = we.step()
p, x, f, g = step.weights, step.example, step.forward, step.backward


def same(value):
    return pytest.approx(value, rel=1e-14)


@twin("worked_example.1", r"net_{h1} = w_1 x_1 + w_2 x_2 + b_1, \qquad "
                          r"out_{h1} = \sigma(net_{h1}) = \frac{1}{1 + e^{-net_{h1}}}")
def test_a_unit():
    assert f.net_h1 == same(p.w1 * x.x1 + p.w2 * x.x2 + p.b1)
    assert f.out_h1 == same(1 / (1 + math.exp(-f.net_h1)))
    assert f.net_h2 == same(p.w3 * x.x1 + p.w4 * x.x2 + p.b1)
    assert f.net_o2 == same(p.w7 * f.out_h1 + p.w8 * f.out_h2 + p.b2)


@twin("worked_example.2", r"E_{total} = \tfrac12 \left(target_{o1} - out_{o1}\right)^2 + "
                          r"\tfrac12 \left(target_{o2} - out_{o2}\right)^2")
def test_the_error():
    assert f.E_total == same(0.5 * (x.target_o1 - f.out_o1) ** 2 + 0.5 * (x.target_o2 - f.out_o2) ** 2)


@twin("worked_example.3", r"\frac{dz}{dx} = \frac{dz}{dy}\,\frac{dy}{dx}")
def test_the_chain_rule():
    at = np.linspace(-2, 2, 9)
    dz, dy = gradcheck.complex_step(lambda y: 5 * y**4, at**3 + 7), gradcheck.complex_step(lambda x: x**3 + 7, at)
    np.testing.assert_allclose(gradcheck.complex_step(lambda x: 5 * (x**3 + 7) ** 4, at), dz * dy, rtol=1e-13)


@twin("worked_example.4", r"\frac{\partial z}{\partial x} = \frac{\partial z}{\partial y_1}"
                          r"\frac{\partial y_1}{\partial x} + \frac{\partial z}{\partial y_2}"
                          r"\frac{\partial y_2}{\partial x}")
def test_two_paths_add():
    at = np.linspace(-2, 2, 9)
    y1, y2 = np.sin(at), at**2
    dy1, dy2 = gradcheck.complex_step(np.sin, at), gradcheck.complex_step(lambda x: x**2, at)
    whole = gradcheck.complex_step(lambda x: np.sin(x) * x**2, at)
    np.testing.assert_allclose(whole, y2 * dy1 + y1 * dy2, rtol=1e-13, atol=1e-15)


@twin("worked_example.5", r"\frac{\partial E}{\partial w_5} = \frac{\partial E}{\partial out_{o1}} \cdot "
                          r"\frac{\partial out_{o1}}{\partial net_{o1}} \cdot "
                          r"\frac{\partial net_{o1}}{\partial w_5}")
def test_the_gradient_of_an_output_weight():
    assert g.dE_dw5 == same((f.out_o1 - x.target_o1) * (f.out_o1 * (1 - f.out_o1)) * f.out_h1)
    assert g.dE_dw5 == pytest.approx(we.difference("w5"), rel=1e-8)


@twin("worked_example.6", r"w_5^{(next)} = w_5 - \eta\, \frac{\partial E}{\partial w_5}")
def test_the_step_downhill():
    assert step.after.w5 == same(p.w5 - step.eta * g.dE_dw5)
    assert step.after.w5 < p.w5 and we.forward(step.after).E_total < f.E_total


@twin("worked_example.7", r"\frac{\partial E}{\partial out_{h1}} = \frac{\partial E_{o1}}{\partial out_{h1}} + "
                          r"\frac{\partial E_{o2}}{\partial out_{h1}}, \qquad "
                          r"\frac{\partial E_{o1}}{\partial out_{h1}} = \frac{\partial E_{o1}}{\partial net_{o1}}\, w_5")
def test_both_paths():
    d1 = (f.out_o1 - x.target_o1) * f.out_o1 * (1 - f.out_o1)
    d2 = (f.out_o2 - x.target_o2) * f.out_o2 * (1 - f.out_o2)
    assert g.dE_o1_dout_h1 == same(d1 * p.w5) and g.dE_o2_dout_h1 == same(d2 * p.w7)
    assert g.dE_dout_h1 == same(d1 * p.w5 + d2 * p.w7)


@twin("worked_example.8", r"\frac{\partial E}{\partial w_1} = \frac{\partial E}{\partial out_{h1}} \cdot "
                          r"out_{h1}\left(1 - out_{h1}\right) \cdot x_1")
def test_the_gradient_of_a_hidden_weight():
    assert g.dE_dw1 == same(g.dE_dout_h1 * f.out_h1 * (1 - f.out_h1) * x.x1)
    assert g.dE_dw1 == pytest.approx(we.difference("w1"), rel=1e-6)


@twin("worked_example.9", r"\frac{\partial E}{\partial w} \approx \frac{E(w + h) - E(w - h)}{2h}")
def test_the_derivative_by_number():
    h = 1e-4
    E = lambda w5: we.forward(we.Weights(w5=w5)).E_total
    assert we.difference("w5", h=h) == same((E(p.w5 + h) - E(p.w5 - h)) / (2 * h))
    assert we.difference("w5") == pytest.approx(g.dE_dw5, rel=1e-8)


@twin("worked_example.10", r"\frac{\partial J}{\partial h_i} = a_i - y_i")
def test_softmax_under_cross_entropy():
    h, y = np.array([0.2, -1.0, 3.0, 0.5]), np.array([0, 0, 1, 0])
    by_number = gradcheck.numerical_gradient(lambda h: float(-(y * log_softmax(h)).sum()), h)
    np.testing.assert_allclose(softmax(h) - y, by_number, atol=1e-9)


@twin("worked_example.11", r"\frac{\partial a_i}{\partial h_i} = a_i(1 - a_i), \qquad "
                           r"\frac{\partial a_i}{\partial h_j} = -a_i a_j \quad (i \neq j)")
def test_the_slopes_of_softmax():
    h = np.array([0.2, -1.0, 3.0])
    a, slopes = softmax(h), homework.softmax_jacobian(h)
    for i in range(3):
        for j in range(3):
            assert slopes[i, j] == pytest.approx(a[i] * (1 - a[i]) if i == j else -a[i] * a[j], rel=1e-14)
        by_number = gradcheck.numerical_gradient(lambda h: softmax(h)[i], h)
        np.testing.assert_allclose(slopes[i], by_number, atol=1e-9)


@twin("worked_example.12", r"\frac{\partial J}{\partial W_i} = (a_i - y_i)\, 1_{h_i > 0}\, x, \qquad "
                           r"\frac{\partial J}{\partial b_i} = (a_i - y_i)\, 1_{h_i > 0}")
def test_a_rectified_layer():
    rng = np.random.default_rng(0)
    x, y, W, b = rng.standard_normal(4), np.array([0, 1, 0]), rng.standard_normal((4, 3)), np.array([9.0, 9.0, -9.0])
    out = homework.layer(x[None], y[None], W, b)
    a, on = out.a[0], out.h[0] > 0
    assert on.tolist() == [True, True, False]         # one unit is off, so that the factor matters
    for i in range(3):
        np.testing.assert_allclose(out.dW[:, i], (a[i] - y[i]) * on[i] * x, rtol=1e-14)
        assert out.db[i] == pytest.approx((a[i] - y[i]) * on[i], rel=1e-14)

"""The numeric twins of the display equations of notebooks/hidden_units.ipynb: same LaTeX, checked by number."""
from statistics import NormalDist

import numpy as np
import pytest
from equations import twin

from ffedu import experiment, gradcheck, hidden_units, initialisation, mlp, sigmoid, vector_units
from ffedu.hidden_units import UNITS

rng = np.random.default_rng(0)


@twin("hidden_units.1", r"a = W^\top x + c, \qquad h_i = g(a_i)")
@pytest.mark.parametrize("name", ["relu", "tanh", "sigmoid"])
def test_a_sum_and_one_function_of_it(name):
    theta, x = mlp.random_start(rng, [4, 3, 2]), rng.standard_normal(4)
    theta[0] = mlp.Layer(theta[0].W, rng.standard_normal(3))
    a = theta[0].W.T @ x + theta[0].b
    trace = mlp.forward(theta, [x], hidden=name)
    np.testing.assert_allclose(trace.a[0][0], a, rtol=1e-13)
    np.testing.assert_allclose(trace.h[1][0], [UNITS[name].g(a[i]) for i in range(3)], rtol=1e-13)


@twin("hidden_units.2", r"\delta^- g(z) = \lim_{t \downarrow 0} \frac{g(z) - g(z - t)}{t}, "
                        r"\qquad \delta^+ g(z) = \lim_{t \downarrow 0} \frac{g(z + t) - g(z)}{t}")
@pytest.mark.parametrize("name", [name for name in UNITS if name != "step"])
def test_the_slopes_are_the_limits_of_the_quotients(name):
    z, g, t = np.array([-2.0, -1.0, 0.0, 0.5, 1.0]), UNITS[name].g, 2.0**-26
    left, right = hidden_units.slopes(name, z)
    np.testing.assert_allclose((g(z) - g(z - t)) / t, left, atol=1e-6)
    np.testing.assert_allclose((g(z + t) - g(z)) / t, right, atol=1e-6)
    np.testing.assert_allclose(gradcheck.one_sided(g, z, "left"), left, atol=1e-6)
    np.testing.assert_allclose(gradcheck.one_sided(g, z, "right"), right, atol=1e-6)


@twin("hidden_units.3", r"\tanh(z) = 2\,\sigma(2z) - 1")
def test_tanh_is_a_sigmoid_stretched_and_moved():
    z = np.linspace(-20, 20, 401)
    np.testing.assert_allclose(hidden_units.tanh(z), 2 * sigmoid(2 * z) - 1, atol=1e-15)


@twin("hidden_units.4", r"P(a > 0) = \Phi\!\left(\frac{c}{s}\right)")
@pytest.mark.parametrize("c, s", [(0.0, 0.1), (0.1, 0.1), (0.1, 1.25), (-0.2, 0.3)])
def test_the_share_of_active_units(c, s):
    m = 40_000
    W = initialisation.normal(np.random.default_rng(7), 1, m, std=s)
    rate = experiment.wilson(int(np.sum(W[0] + initialisation.bias(m, c) > 0)), m, level=0.9999)
    assert rate.low < NormalDist().cdf(c / s) < rate.high


@twin("hidden_units.5", r"\frac{\partial L}{\partial W_{:,i}} = G_i\, g'(a_i)\, x")
@pytest.mark.parametrize("name", ["relu", "leaky_relu", "tanh", "cos"])
def test_what_the_weights_of_one_unit_get_from_one_example(name):
    theta, x, h = mlp.random_start(rng, [4, 5, 3]), rng.standard_normal(4), 1e-6
    a = x @ theta[0].W
    g, dg = UNITS[name].g(a), UNITS[name].dg(a)

    def loss(g):
        return mlp.cost([mlp.Layer(theta[1].W, theta[1].b)], [g], [1])
    G = gradcheck.numerical_gradient(loss, g, h)
    dW = mlp.gradient(theta, [x], [1], hidden=name).theta[0].W
    for i in range(5):
        np.testing.assert_allclose(dW[:, i], G[i] * dg[i] * x, atol=1e-8)
    if name == "relu":
        assert not dW[:, a < 0].any() and np.any(a < 0)


@twin("hidden_units.6", r"g(z, \alpha)_i = \max\{0, z_i\} + \alpha_i \min\{0, z_i\}")
def test_the_family_of_rectifiers():
    z, alpha = rng.standard_normal((50, 4)), np.array([0, 0.01, -1, 0.3])
    by_hand = [[max(0, v) + a * min(0, v) for v, a in zip(row, alpha)] for row in z]
    np.testing.assert_allclose(hidden_units.prelu(z, alpha), by_hand, rtol=1e-14)
    for i, g in enumerate((hidden_units.relu, hidden_units.leaky_relu, hidden_units.absolute)):
        np.testing.assert_array_equal(hidden_units.prelu(z, alpha)[:, i], g(z[:, i]))


@twin("hidden_units.7", r"h_i = \max_{j \in G(i)} a_j, \qquad G(i) = \{(i-1)k + 1, \dots, ik\}")
@pytest.mark.parametrize("k", [1, 2, 3, 6])
def test_the_largest_of_each_group(k):
    a = rng.standard_normal((7, 12))
    h = vector_units.maxout(a, k)
    assert h.shape == (7, 12 // k)
    for i in range(1, 12 // k + 1):
        group = range((i - 1) * k + 1, i * k + 1)                # counted from 1, as the book does
        np.testing.assert_array_equal(h[:, i - 1], [max(row[j - 1] for j in group) for row in a])


@twin("hidden_units.8", r"\max_{-1 \le z \le 1} \left| z^2 - \max_j \left( 2 c_j z - c_j^2 \right) \right| "
                        r"= \frac{1}{k^2}")
@pytest.mark.parametrize("k", [1, 2, 3, 8, 50])
def test_tangents_to_a_square(k):
    z = np.union1d(np.linspace(-1, 1, 5001), np.linspace(-1, 1, k + 1))
    c = -1 + (2 * np.arange(k) + 1) / k
    h = vector_units.maxout(2 * z[:, None] * c - c**2, k)[:, 0]
    assert np.max(np.abs(z**2 - h)) == pytest.approx(1 / k**2, rel=1e-9)


@twin("hidden_units.9", r"w^\top \tanh\!\left(U^\top \tanh\!\left(V^\top x\right)\right) \approx w^\top U^\top V^\top x")
def test_small_inputs_pass_a_tanh_network_as_a_linear_one():
    theta = mlp.random_start(np.random.default_rng(3), [5, 8, 8, 1])
    x, gaps = rng.standard_normal((200, 5)), []
    for scale in (1e-2, 1e-3):
        bent, straight = (mlp.forward(theta, scale * x, hidden=name).z for name in ("tanh", "linear"))
        gaps.append(np.linalg.norm(bent - straight) / np.linalg.norm(straight))
    assert gaps[0] < 0.01 and gaps[0] / gaps[1] == pytest.approx(100, rel=0.01)


@twin("hidden_units.q1", r"h = \max\{0, a\} + \alpha \min\{0, a\}, \qquad a = X W + c")
def test_the_layer_of_the_exercise():
    X, W, c, alpha = rng.standard_normal((5, 3)), rng.standard_normal((3, 4)), rng.standard_normal(4), [0, 0.01, -1, 2]
    a = mlp.forward([mlp.Layer(W, c), mlp.Layer(np.eye(4), np.zeros(4))], X).a[0]
    by_hand = np.maximum(0, X @ W + c) + alpha * np.minimum(0, X @ W + c)
    np.testing.assert_allclose(hidden_units.prelu(a, alpha), by_hand, rtol=1e-13, atol=1e-14)


@twin("hidden_units.q2", r"h_i = \max_{j} a_{ij}, \qquad a_{ij} = \sum_{l} W_{ijl}\, x_l + c_{ij}")
def test_the_maxout_units_of_the_exercise():
    x, W, c = rng.standard_normal(3), rng.standard_normal((2, 4, 3)), rng.standard_normal((2, 4))
    h = [max(sum(W[i, j, l] * x[l] for l in range(3)) + c[i, j] for j in range(4)) for i in range(2)]
    np.testing.assert_allclose(vector_units.maxout((W @ x + c).ravel(), 4), h, rtol=1e-13)

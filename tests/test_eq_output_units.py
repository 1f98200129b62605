"""The numeric twins of the display equations of notebooks/output_units.ipynb: same LaTeX, checked by number."""
import math

import numpy as np
import pytest
from equations import twin

from ffedu import costs, density_units, gradcheck, log_softmax, output_units, sigmoid, softmax, softplus

rng = np.random.default_rng(0)
Z = np.linspace(-20, 20, 41)
ONE = np.ones((41, 1))


@twin("output_units.1", r"P(y = 1 \mid x) = \max\left\{0,\, \min\left\{1,\, w^\top h + b\right\}\right\}")
def test_the_line_cut_off():
    h, w, b = rng.standard_normal((50, 3)), rng.standard_normal(3), 0.3
    assert output_units.clipped(h @ w + b).tolist() == [max(0, min(1, value)) for value in h @ w + b]


@twin("output_units.2", r"P(y) = \frac{\exp(yz)}{\sum_{y'=0}^{1} \exp(y'z)} = \sigma\left((2y - 1)z\right)")
def test_the_sigmoid_is_a_normalised_exponential():
    for y in (0, 1):
        by_hand = [math.exp(y * z) / sum(math.exp(other * z) for other in (0, 1)) for z in Z]
        np.testing.assert_allclose(by_hand, sigmoid((2 * y - 1) * Z), rtol=1e-13)


@twin("output_units.3", r"-\log P(y) = -\log \sigma\left((2y - 1)z\right) = \zeta\left((1 - 2y)z\right)")
def test_the_loss_is_a_softplus():
    for y in (0, 1):
        L = output_units.sigmoid_nll(Z[:, None], y * ONE)
        np.testing.assert_allclose(L, -np.log(sigmoid((2 * y - 1) * Z)), rtol=1e-6)
        np.testing.assert_allclose(L, softplus((1 - 2 * y) * Z), rtol=1e-14)


@twin("output_units.4", r"\begin{aligned} \frac{d}{dz}\left[-\log \sigma(z)\right] &= \sigma(z) - 1 \\ "
                        r"\frac{d}{dz}\left(\sigma(z) - 1\right)^2 &="
                        r" 2\left(\sigma(z) - 1\right)\sigma(z)\left(1 - \sigma(z)\right) \end{aligned}")
def test_two_slopes():
    analytic = lambda z: 1 / (1 + np.exp(-z))
    s = sigmoid(Z)
    likelihood = gradcheck.complex_step(lambda z: -np.log(analytic(z)), Z)
    squared = gradcheck.complex_step(lambda z: (analytic(z) - 1) ** 2, Z)
    np.testing.assert_allclose(likelihood, s - 1, rtol=1e-6)
    np.testing.assert_allclose(output_units.dsigmoid_nll(Z[:, None], ONE)[:, 0], likelihood, rtol=1e-12)
    np.testing.assert_allclose(squared, 2 * (s - 1) * s * (1 - s), rtol=1e-6)
    np.testing.assert_allclose(output_units.dsigmoid_squared(Z, 1), squared, rtol=1e-6)


@twin("output_units.5", r"\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}")
def test_softmax():
    z = rng.normal(0, 3, 6)
    by_hand = [math.exp(value) / sum(map(math.exp, z)) for value in z]
    np.testing.assert_allclose(softmax(z), by_hand, rtol=1e-13)


@twin("output_units.6", r"\log \mathrm{softmax}(z)_i = z_i - \log \sum_{j} e^{z_j}")
def test_log_softmax():
    z = rng.normal(0, 3, 6)
    by_hand = [value - math.log(sum(map(math.exp, z))) for value in z]
    np.testing.assert_allclose(log_softmax(z), by_hand, rtol=1e-12)
    assert output_units.softmax_nll([z], [2])[0] == pytest.approx(-by_hand[2], rel=1e-12)


@twin("output_units.7", r"-\log N(y; \hat y, I) = \tfrac12 \|y - \hat y\|^2 + \tfrac{k}{2} \log 2\pi")
def test_a_gaussian_of_variance_one_is_squared_error():
    yhat, y, k = rng.standard_normal((5, 3)), rng.standard_normal((5, 3)), 3
    density = np.prod(np.exp(-(y - yhat) ** 2 / 2) / math.sqrt(2 * math.pi), axis=1)
    by_hand = [d @ d / 2 + k / 2 * math.log(2 * math.pi) for d in y - yhat]
    np.testing.assert_allclose(-np.log(density), by_hand, rtol=1e-12)
    np.testing.assert_allclose(density_units.gaussian_nll(yhat, 0.0, y), by_hand, rtol=1e-12)
    np.testing.assert_allclose(output_units.linear_nll(yhat, y) + k / 2 * math.log(2 * math.pi), by_hand, rtol=1e-12)
    J = costs.mean_squared_error(yhat, y)
    assert costs.gaussian_from_squared_error(J, k) == pytest.approx(np.mean(by_hand), rel=1e-12)


@twin("output_units.8", r"L = \tfrac12\left(\log 2\pi + s + e^{-s}(y - \mu)^2\right)")
def test_a_gaussian_with_a_variance_of_its_own():
    mu, s, y = rng.standard_normal((8, 1)), rng.normal(0, 2, 8), rng.standard_normal((8, 1))
    rows = zip(mu[:, 0], s, y[:, 0])
    by_hand = [(math.log(2 * math.pi) + s_ + math.exp(-s_) * (y_ - mu_) ** 2) / 2 for mu_, s_, y_ in rows]
    np.testing.assert_allclose(density_units.gaussian_nll(mu, s, y), by_hand, rtol=1e-12)


@twin("output_units.9", r"p(y \mid x) = \sum_{i} \pi_i\, N\left(y; \mu_i, e^{s_i}\right), \qquad "
                        r"\pi = \mathrm{softmax}(z)")
def test_a_mixture_of_gaussians():
    z, s = rng.standard_normal((2, 4, 3))
    mu, y = rng.standard_normal((4, 3, 1)), rng.standard_normal((4, 1))
    N = np.exp(-(y - mu[..., 0]) ** 2 / (2 * np.exp(s))) / np.sqrt(2 * math.pi * np.exp(s))
    p = np.exp(-density_units.mixture_nll(z, mu, s, y))
    np.testing.assert_allclose(p, (softmax(z) * N).sum(axis=1), rtol=1e-12)


@twin("output_units.q1", r"\log \mathrm{softmax}(z)_i = z_i - \log \sum_{j} e^{z_j}")
def test_the_logarithm_of_the_softmax_in_the_exercise():
    for row in rng.normal(0, 3, (10, 5)):
        by_hand = [z - math.log(sum(math.exp(other) for other in row)) for z in row]
        np.testing.assert_allclose(log_softmax(row), by_hand, rtol=1e-12)


@twin("output_units.q2", r"J = -\frac{1}{m} \sum_{i=1}^{m} \log \mathrm{softmax}(z_i)_{y_i}, "
                         r"\qquad z_i = W^\top h_i + b")
def test_the_cost_of_the_layer_in_the_exercise():
    h, W, b = rng.standard_normal((6, 3)), rng.standard_normal((3, 4)), rng.standard_normal(4)
    y = rng.integers(4, size=6)
    by_hand = -sum(log_softmax(W.T @ row + b)[right] for row, right in zip(h, y)) / 6
    assert output_units.softmax_nll(h @ W + b, y).mean() == pytest.approx(by_hand, rel=1e-12)

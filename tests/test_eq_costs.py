"""The numeric twins of the display equations of notebooks/costs.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import costs, density_units, gradcheck, linear_models, stable, training

rng = np.random.default_rng(0)
Y = np.array([2.0, 3, 3, 4, 5, 6, 8, 12, 29])


@twin("costs.1", r"J(c) = \frac1m \sum_{i=1}^{m} \left(c - y_i\right)^2")
def test_squared_error_of_a_constant():
    for c in (0.0, 5.0, 8.0, 30.0):
        by_hand = sum((c - y) ** 2 for y in Y) / len(Y)
        assert costs.mean_squared_error(np.full(9, c), Y) == pytest.approx(by_hand, rel=1e-14)
        assert by_hand >= costs.least_squares_constant(Y).J - 1e-12


@twin("costs.2", r"J(c) = \frac1m \sum_{i=1}^{m} \left|c - y_i\right|")
def test_absolute_error_of_a_constant():
    for c in (0.0, 4.5, 5.0, 30.0):
        by_hand = sum(abs(c - y) for y in Y) / len(Y)
        assert costs.mean_absolute_error(np.full(9, c), Y) == pytest.approx(by_hand, rel=1e-14)
        assert costs.dmean_absolute_error(np.full(9, c), Y).sum() == pytest.approx(
            (sum(Y < c) - sum(Y > c)) / len(Y), abs=1e-14)
        assert by_hand >= costs.least_absolute_constant(Y).J - 1e-12


@twin("costs.3", r"f^* = \arg\min_f\, \mathbb{E}_{x, y \sim p_{\text{data}}} \left(y - f(x)\right)^2 "
                 r"\quad\Longrightarrow\quad f^*(x) = \mathbb{E}_{y \sim p_{\text{data}}(y \mid x)}\left[y\right]")
def test_the_best_function_is_the_conditional_mean():
    values, times = np.array([0.0, 1, 5]), np.array([[1, 2, 7], [6, 3, 1]])       # ten times p(y|x), x = 0 and 1
    p = times / times.sum(1, keepdims=True)
    f = np.array([0.0, 0.0])
    for x, n in enumerate(times):
        f[x] = costs.least_squares_constant(np.repeat(values, n)).low
    np.testing.assert_allclose(f, p @ values, rtol=1e-14)
    expected = lambda f: np.mean(np.sum(p * (values - f[:, None]) ** 2, 1))
    assert all(expected(f) < expected(f + 0.1 * rng.standard_normal(2)) for _ in range(50))


@twin("costs.4", r"J(\theta) = -\,\mathbb{E}_{x, y \sim \hat p_{\text{data}}} \log p_{\text{model}}(y \mid x; \theta)")
def test_cost_from_maximum_likelihood():
    y = np.array([1, 1, 0, 1])
    for theta in (0.2, 0.75, 0.9):
        p = [theta if toss else 1 - theta for toss in y]
        assert costs.binary_cross_entropy(np.full(4, theta), y) == pytest.approx(-np.mean(np.log(p)), rel=1e-14)


@twin("costs.5", r"-\log \mathcal{N}(y;\, f, \sigma^2) = \frac{(y - f)^2}{2\sigma^2} + \log\sigma + \frac12 \log 2\pi")
def test_a_gaussian_gives_the_squared_error():
    for f, sigma in ((6.0, 1.0), (8.0, 0.3), (-2.0, 20.0)):
        density = np.exp(-((Y - f) ** 2) / (2 * sigma**2 * 100)) / np.sqrt(2 * np.pi * sigma**2 * 100)
        right = (Y - f) ** 2 / (2 * sigma**2) + np.log(sigma) + np.log(2 * np.pi) / 2
        wide = (Y - f) ** 2 / (2 * sigma**2 * 100) + np.log(10 * sigma) + np.log(2 * np.pi) / 2
        nll = density_units.gaussian_nll(np.full((9, 1), f), 2 * np.log(sigma), Y[:, None])
        np.testing.assert_allclose(nll, right, rtol=1e-12)
        np.testing.assert_allclose(-np.log(density), wide, rtol=1e-12)
    mse = costs.mean_squared_error(np.full(9, 6.0), Y)
    at_one = density_units.gaussian_nll(np.full((9, 1), 6.0), 0.0, Y[:, None]).mean()
    assert costs.gaussian_from_squared_error(mse) == pytest.approx(at_one, rel=1e-13)


@twin("costs.6", r"H(p, q) = -\sum_j p_j \log q_j = H(p) + \mathrm{KL}(p \,\|\, q)")
def test_cross_entropy_is_entropy_and_divergence():
    for p, q in zip(rng.dirichlet(np.ones(4), 20), rng.dirichlet(np.ones(4), 20)):
        by_hand = -sum(p * np.log(q))
        assert costs.cross_entropy(p, q) == pytest.approx(by_hand, rel=1e-13)
        assert costs.entropy(p) + costs.kl_divergence(p, q) == pytest.approx(by_hand, rel=1e-13)
        assert costs.kl_divergence(p, q) > 0


@twin("costs.7", r"\nabla J(w) = \frac1m \sum_{n=1}^{m} \left(\hat y_n - t_n\right) \phi_n")
def test_gradient_of_the_cross_entropy():
    Phi, t, w = rng.standard_normal((7, 3)), rng.integers(0, 2, 7), rng.standard_normal(3)
    by_hand = sum((1 / (1 + np.exp(-w @ phi)) - target) * phi for phi, target in zip(Phi, t)) / 7
    np.testing.assert_allclose(linear_models.cross_entropy(Phi, t, w).gradient, by_hand, rtol=1e-12)
    by_number = gradcheck.numerical_gradient(lambda w: linear_models.cross_entropy(Phi, t, w).J, w)
    np.testing.assert_allclose(by_number, by_hand, rtol=1e-7, atol=1e-9)


@twin("costs.8", r"\frac{d}{dz}\left(-\log \sigma(z)\right) = \sigma(z) - 1, \qquad "
                 r"\frac{d}{dz}\left(\sigma(z) - 1\right)^2 = 2\left(\sigma(z) - 1\right)\sigma(z)"
                 r"\left(1 - \sigma(z)\right)")
def test_slopes_through_a_sigmoid():
    z = np.linspace(-6, 4, 21)
    sigma = stable.sigmoid(z)
    first = gradcheck.central_difference(lambda z: -np.log(stable.sigmoid(z)), z)
    second = gradcheck.central_difference(lambda z: (stable.sigmoid(z) - 1) ** 2, z)
    np.testing.assert_allclose(first, sigma - 1, rtol=1e-7)
    np.testing.assert_allclose(second, 2 * (sigma - 1) * sigma * (1 - sigma), rtol=1e-6)


@twin("costs.9", r"J(w_1, w_2) = \left(w_1 w_2 - 1\right)^2")
def test_two_linear_layers_are_not_convex():
    J = lambda w: (w[0] * w[1] - 1) ** 2
    slope = lambda w: 2 * (w[0] * w[1] - 1) * np.array([w[1], w[0]])
    for w in rng.standard_normal((5, 2)):
        np.testing.assert_allclose(gradcheck.numerical_gradient(J, w), slope(w), rtol=1e-6, atol=1e-9)
    assert J((1, 1)) == J((-1, -1)) == 0 and J((0, 0)) == 1
    np.testing.assert_allclose(training.hessian_index(slope, [0.0, 0.0]).eigenvalues, [-2, 2], atol=1e-8)


@twin("costs.q1", r"""L_i = \begin{cases} \tau\,(y_i - c) & \text{if } y_i > c \\ (1 - \tau)\,(c - y_i) &
      \text{if } y_i \le c \end{cases} \qquad J = \frac1m \sum_{i=1}^{m} L_i""")
@pytest.mark.parametrize("tau", [0.1, 0.5, 0.8])
def test_the_promise_of_the_exercise(tau):
    for c in (0.0, 3.0, 5.5, 40.0):
        J = sum(tau * (y - c) if y > c else (1 - tau) * (c - y) for y in Y) / len(Y)
        tilted = costs.mean_absolute_error(np.full(9, c), Y) / 2 + (tau - 1 / 2) * (Y.mean() - c)
        assert J == pytest.approx(tilted, rel=1e-13)


@twin("costs.q2", r"""\mathcal{N}(y_i;\, f_i, \sigma^2) = \frac{1}{\sqrt{2 \pi \sigma^2}}\,
      e^{-(y_i - f_i)^2 / (2 \sigma^2)} \qquad \text{with } \sigma^2 = e^s""")
@pytest.mark.parametrize("s", [-2.0, 0.0, 1.5])
def test_the_density_of_the_exercise(s):
    f, y = rng.standard_normal((2, 6))
    density = np.exp(-(y - f) ** 2 / (2 * np.exp(s))) / np.sqrt(2 * np.pi * np.exp(s))
    np.testing.assert_allclose(density_units.gaussian_nll(f[:, None], s, y[:, None]), -np.log(density), rtol=1e-12)

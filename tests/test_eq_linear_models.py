"""The numeric twins of the display equations of notebooks/linear_models.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import data, gradcheck, kernels, linear_models, mlp, vector_units, xor

rng = np.random.default_rng(0)
POINTS = data.line(np.random.default_rng(0))
PHI, T = linear_models.polynomial(POINTS.X, degree=2), POINTS.y
X, CLASSES = data.clouds(np.random.default_rng(3), [[-1, 0], [1, 0]], per_class=15, sd=0.7)
Y = 2 * CLASSES - 1


@twin("linear_models.1", r"J(w, b) = \frac14 \sum_{x} \left(x^\top w + b - y\right)^2")
def test_cost_of_a_linear_model():
    for w, b in ((rng.standard_normal(2), 0.3), ([0.0, 0.0], 0.5)):
        by_hand = 1 / 4 * sum((x @ w + b - target) ** 2 for x, target in zip(xor.X, xor.y))
        assert xor.loss(xor.X @ w + b) == pytest.approx(by_hand, rel=1e-13)
        assert xor.linear_fit().J <= by_hand + 1e-12


@twin("linear_models.2", r"w_\text{ML} = \left(\Phi^\top \Phi\right)^{-1} \Phi^\top t")
def test_normal_equations():
    by_hand = np.linalg.inv(PHI.T @ PHI) @ PHI.T @ T
    np.testing.assert_allclose(linear_models.normal_equations(PHI, T).w, by_hand, rtol=1e-8)
    np.testing.assert_allclose(linear_models.least_squares(PHI, T).w, by_hand, rtol=1e-8)


@twin("linear_models.3", r"\nabla E_D(w) = \sum_{n=1}^{N} \left(w^\top \phi(x_n) - t_n\right) \phi(x_n) = "
                         r"\sum_{n=1}^{N} \nabla E_n(w)")
def test_the_gradient_is_a_sum_of_terms():
    w = rng.standard_normal(3)
    by_hand = sum((w @ phi - t) * phi for phi, t in zip(PHI, T))
    numerical = gradcheck.numerical_gradient(lambda w: np.sum((PHI @ w - T) ** 2) / 2, w)
    np.testing.assert_allclose(linear_models.example_gradients(PHI, T, w).sum(axis=0), by_hand, rtol=1e-10)
    np.testing.assert_allclose(len(T) * linear_models.squared_error(PHI, T, w).gradient, by_hand, rtol=1e-10)
    np.testing.assert_allclose(numerical, by_hand, rtol=1e-5)


@twin("linear_models.4", r"y(x, w) = \sum_{j=0}^{M-1} w_j\, \phi_j(x) = w^\top \phi(x)")
def test_a_model_linear_in_its_weights():
    x, w = rng.standard_normal(2), rng.standard_normal(6)
    phi = linear_models.polynomial([x], degree=2)[0]
    by_hand = sum(w[j] * phi[j] for j in range(6))
    assert w @ phi == pytest.approx(by_hand, rel=1e-12)
    products = [1, x[0], x[1], x[0] ** 2, x[0] * x[1], x[1] ** 2]
    np.testing.assert_allclose(phi, products, rtol=1e-13)


@twin("linear_models.5", r"h_i(x) = \exp\left(-\frac{\lVert x - c_i \rVert^2}{\sigma_i^2}\right)")
def test_radial_features():
    x, C, sigma = rng.standard_normal(2), rng.standard_normal((2, 3)), np.array([0.5, 1.0, 2.0])
    by_hand = [np.exp(-np.linalg.norm(x - C[:, i]) ** 2 / sigma[i] ** 2) for i in range(3)]
    np.testing.assert_allclose(vector_units.rbf([x], C, sigma)[0], by_hand, rtol=1e-12)


@twin("linear_models.6", r"f(x) = b + \sum_i \alpha_i\, k(x, x_i), \qquad k(x, x_i) = \phi(x)^\top \phi(x_i)")
def test_the_kernel_form():
    phi = linear_models.polynomial(X, 2) * np.sqrt([1, 2, 2, 1, 2, 1])
    new = rng.standard_normal(2)
    at = (linear_models.polynomial([new], 2) * np.sqrt([1, 2, 2, 1, 2, 1]))[0]
    k = np.array([at @ row for row in phi])
    np.testing.assert_allclose(k, (1 + X @ new) ** 2, rtol=1e-10)
    (w, b), (alpha, dual_b) = kernels.ridge(phi, Y, 0.1), kernels.kernel_ridge(phi @ phi.T, Y, 0.1)
    assert dual_b + sum(a * value for a, value in zip(alpha, k)) == pytest.approx(w @ at + b, rel=1e-7)


@twin("linear_models.7", r"\begin{aligned} &\max_{a}\ \sum_i a_i - \frac12 \sum_{i,j} a_i a_j y_i y_j\, k(x_i, x_j) \\ "
                         r"&\text{with} \quad 0 \le a_i \le C, \quad \sum_i a_i y_i = 0 \end{aligned}")
def test_support_vectors_are_the_maximum():
    K, C = X @ X.T, 1.0
    value = lambda a: a.sum() - 1 / 2 * sum(a[i] * a[j] * Y[i] * Y[j] * K[i, j] for i in range(30) for j in range(30))
    a = Y * kernels.support_vectors(K, Y, C).alpha
    assert a.min() >= 0 and a.max() <= C and a @ Y == pytest.approx(0, abs=1e-10)
    for _ in range(30):                                  # other points that keep the conditions are no higher
        i, j = rng.choice(np.flatnonzero(Y == 1)), rng.choice(np.flatnonzero(Y == -1))
        other = a.copy()
        other[[i, j]] += rng.uniform(-min(a[i], a[j]), C - max(a[i], a[j]))
        assert value(other) <= value(a) + 1e-5


@twin("linear_models.8", r"y_k(x; \theta, w) = \sum_{j=1}^{M} w_{kj}\, \phi_j\!\left(\sum_{i=1}^{D} \theta_{ji} x_i + "
                         r"\theta_{j0}\right) + w_{k0}")
def test_learned_features():
    D, M, K = 3, 4, 2
    (W, c), (V, b) = theta = [layer._replace(b=rng.standard_normal(layer.b.shape))
                              for layer in mlp.random_start(rng, [D, M, K])]
    x = rng.standard_normal(D)
    by_hand = [sum(V[j, k] * max(0, sum(W[i, j] * x[i] for i in range(D)) + c[j]) for j in range(M)) + b[k]
               for k in range(K)]
    np.testing.assert_allclose(mlp.forward(theta, [x]).z[0], by_hand, rtol=1e-10)


@twin("linear_models.q1", r"\left(\Phi^\top \Phi\right) w = \Phi^\top t, \qquad "
                          r"J = \frac{1}{2m} \sum_{i=1}^{m} \left(t_i - w^\top \varphi_i\right)^2")
def test_the_normal_equations_of_the_exercise():
    fit = linear_models.least_squares(PHI, T)
    np.testing.assert_allclose(PHI.T @ PHI @ fit.w, PHI.T @ T, rtol=1e-9)
    assert fit.J == pytest.approx(sum((t - fit.w @ phi) ** 2 for phi, t in zip(PHI, T)) / (2 * len(T)), rel=1e-12)


@twin("linear_models.q2", r"k(x, x') = \left(1 + x^\top x'\right)^2")
def test_the_kernel_of_the_exercise():
    phi = linear_models.polynomial(X, 2) * np.sqrt([1, 2, 2, 1, 2, 1])
    for i, j in ((0, 0), (0, 1), (3, 20)):
        assert (1 + X[i] @ X[j]) ** 2 == pytest.approx(phi[i] @ phi[j], rel=1e-12)

"""The numeric twins of the display equations of notebooks/training.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import data, gradcheck, linear_models, mlp, normalisation, optim, regularisation, stable, training

rng = np.random.default_rng(0)


def slope(theta):
    return np.array([2 * theta[0], 20 * theta[1] ** 3])


@twin("training.1", r"\theta^{(t+1)} = \theta^{(t)} - \varepsilon\, \nabla J\!\left(\theta^{(t)}\right)")
def test_one_step_of_descent():
    path = optim.descend(optim.sgd, slope, [1.0, 0.5], steps=5, epsilon=0.03).theta
    for now, following in zip(path, path[1:]):
        np.testing.assert_allclose(following, now - 0.03 * slope(now), rtol=1e-14)
    steep = lambda theta, X, y: (0.0, [4 * theta[0]])
    fit = training.fit([np.array([2.0])], steep, [[0.0]], [0.0], epsilon=0.1, epochs=1)
    assert fit.theta[0] == pytest.approx([2 - 0.1 * 8])


@twin("training.2", r"v \leftarrow \alpha v - \varepsilon\, \nabla J(\theta + \beta v), "
                    r"\qquad \theta \leftarrow \theta + v")
def test_momentum_and_nesterov():
    heavy = optim.descend(optim.momentum, slope, [1.0, 0.5], steps=6, epsilon=0.03, alpha=0.8).theta
    ahead = optim.nesterov(slope, [1.0, 0.5], 6, 0.03, 0.8).theta
    for beta, path in ((0.0, heavy), (0.8, ahead)):
        theta, v = np.array([1.0, 0.5]), np.zeros(2)
        for point in path[1:]:
            v = 0.8 * v - 0.03 * slope(theta + beta * v)
            theta = theta + v
            np.testing.assert_allclose(point, theta, rtol=1e-13)


@twin("training.3", r"J(w) = \sum_{T} L \;\approx\; \frac{|T|}{|B|} \sum_{B \subset T} L")
def test_a_rescaled_minibatch_has_the_right_mean():
    sample, w = data.line(rng, 60), np.array([1.0, 2.0])
    L = (linear_models.polynomial(sample.X) @ w - sample.y) ** 2 / 2
    J = len(L) * linear_models.squared_error(linear_models.polynomial(sample.X), sample.y, w).J
    estimates = [60 / 12 * L[B].sum() for B in optim.minibatches(rng, 60, 12)]
    assert np.mean(estimates) == pytest.approx(L.sum(), rel=1e-13) == J
    assert np.std(estimates) > 0


@twin("training.4", r"\bar w^{(t)} = \bar w^{(t-1)} + \frac{1}{t - t_0}\left(w^{(t)} - \bar w^{(t-1)}\right)")
def test_running_average():
    w, t0 = rng.standard_normal((30, 3)), 7
    means = optim.average(w, t0)
    for t in range(t0 + 2, 30):
        before, now = means[t - t0 - 2], means[t - t0 - 1]
        np.testing.assert_allclose(now, before + (w[t] - before) / (t - t0), rtol=1e-13)
        np.testing.assert_allclose(now, w[t0 + 1:t + 1].mean(0), rtol=1e-11, atol=1e-14)


@twin("training.5", r"r \leftarrow r + g \odot g, \qquad "
                    r"\theta \leftarrow \theta - \frac{\varepsilon}{\delta + \sqrt{r}} \odot g")
def test_adagrad():
    path = optim.descend(optim.adagrad, slope, [1.0, 0.5], steps=6, epsilon=0.2, delta=0.01).theta
    r = np.zeros(2)
    for now, following in zip(path, path[1:]):
        g = slope(now)
        r = r + g * g
        np.testing.assert_allclose(following, now - 0.2 / (0.01 + np.sqrt(r)) * g, rtol=1e-13)


@twin("training.6", r"g \leftarrow \frac{\vartheta\, g}{\|g\|} \quad \text{if } \|g\| > \vartheta")
def test_clipping():
    for scale in (0.1, 10.0):
        g = scale * rng.standard_normal(4)
        size = np.linalg.norm(g)
        np.testing.assert_allclose(optim.clip([g], norm=2.0)[0], 2.0 * g / size if size > 2 else g, rtol=1e-14)


@twin("training.7", r"J_\lambda(w) = J(w) + \frac{\lambda}{2} \|w\|_2^2, "
                    r"\qquad \nabla J_\lambda = \nabla J + \lambda w")
def test_weight_decay():
    theta, X, y = mlp.random_start(rng, [3, 2]), rng.standard_normal((5, 3)), [0, 1, 1, 0, 1]
    plain, W = mlp.gradient(theta, X, y), theta[0].W
    decayed = mlp.gradient(theta, X, y, lambda_=0.3, half=True)
    assert decayed.J == pytest.approx(plain.J + 0.3 / 2 * np.linalg.norm(W) ** 2, rel=1e-14)
    np.testing.assert_allclose(decayed.theta[0].W, plain.theta[0].W + 0.3 * W, rtol=1e-12)
    np.testing.assert_allclose(regularisation.weight_decay([W], 0.3, half=True).gradient[0], 0.3 * W)


@twin("training.8", r"\hat x = \frac{x - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}, \qquad y = \gamma \hat x + \beta")
def test_batch_normalisation():
    X, gamma, beta = rng.normal(3, 2, (9, 2)), np.array([2.0, 0.5]), np.array([1.0, -1.0])
    made = normalisation.batch_norm(X, gamma, beta, epsilon=0.1)
    for j in range(2):
        mu = sum(X[:, j]) / 9
        xhat = (X[:, j] - mu) / np.sqrt(sum((X[:, j] - mu) ** 2) / 9 + 0.1)
        np.testing.assert_allclose(made.xhat[:, j], xhat, rtol=1e-12)
        np.testing.assert_allclose(made.out[:, j], gamma[j] * xhat + beta[j], rtol=1e-12)


@twin("training.9", r"x' = x + \varepsilon\, \operatorname{sign}\!\left(\nabla_x J\right)")
def test_fast_gradient_sign():
    theta, x = mlp.random_start(rng, [4, 3]), rng.standard_normal((1, 4))
    dX = (stable.softmax(mlp.forward(theta, x).z) - np.eye(3)[[1]]) @ theta[0].W.T
    numerical = gradcheck.numerical_gradient(lambda x: mlp.cost(theta, x, [1]), x)
    np.testing.assert_allclose(numerical, dX, rtol=1e-6, atol=1e-9)
    hit = regularisation.fast_gradient_sign(x, dX, 0.05)
    np.testing.assert_allclose(hit, x + 0.05 * np.sign(dX), rtol=1e-14)
    assert mlp.cost(theta, hit, [1]) > mlp.cost(theta, x, [1])


@twin("training.q1", r"v \leftarrow \alpha v - \varepsilon H (\theta + \beta v), \qquad \theta \leftarrow \theta + v")
def test_the_walk_of_the_exercise():
    H, start, alpha, epsilon = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, -2.0]), 0.7, 0.1
    for beta, path in ((0.0, optim.descend(optim.momentum, lambda w: H @ w, start, 5, epsilon, alpha=alpha).theta),
                       (alpha, optim.nesterov(lambda w: H @ w, start, 5, epsilon, alpha).theta)):
        theta, v = start, np.zeros(2)
        for point in path[1:]:
            v = alpha * v - epsilon * H @ (theta + beta * v)
            theta = theta + v
            np.testing.assert_allclose(point, theta, rtol=1e-13)


@twin("training.q2", r"J(\theta) = \frac{1}{2\,|B|} \sum_{i \in B} \left(x_i^\top \theta - y_i\right)^2 "
                     r"+ \frac{\lambda}{2} \lVert \theta \rVert^2")
def test_the_cost_of_the_step_of_the_exercise():
    X, y, theta, B, lambda_ = rng.standard_normal((6, 2)), rng.standard_normal(6), np.array([0.5, -1.0]), [4, 1, 2], 0.3
    by_hand = sum((X[i] @ theta - y[i]) ** 2 for i in B) / (2 * len(B)) + lambda_ / 2 * np.linalg.norm(theta) ** 2
    decay = regularisation.weight_decay([theta], lambda_, half=True).Omega
    assert linear_models.squared_error(X[B], y[B], theta).J + decay == pytest.approx(by_hand, rel=1e-13)

"""The numeric twins of the display equations of notebooks/xor.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import gradcheck, xor, xor_starts
from ffedu.xor import X, y

rng = np.random.default_rng(0)


@twin("xor.1", r"J(w, b) = \frac14 \sum_{x} \left(x^\top w + b - y\right)^2")
def test_cost_of_a_line():
    w, b = rng.standard_normal(2), 0.3
    by_hand = 1 / 4 * sum((x @ w + b - target) ** 2 for x, target in zip(X, y))
    assert xor.loss(X @ w + b, y) == pytest.approx(by_hand, rel=1e-14)
    assert xor.linear_fit().J == pytest.approx(xor.loss([0.5] * 4), rel=1e-14)


@twin("xor.2", r"f(0,0) - f(0,1) - f(1,0) + f(1,1) = 0")
def test_a_linear_model_balances_the_diagonals():
    for w, b in zip(rng.standard_normal((20, 2)), rng.standard_normal(20)):
        f00, f01, f10, f11 = X @ w + b
        assert f00 - f01 - f10 + f11 == pytest.approx(0, abs=1e-14)
    assert y[0] - y[1] - y[2] + y[3] == xor.linear_bound().sy == -2


@twin("xor.3", r"w^\top \left(W^\top x\right) = x^\top w', \qquad w' = W w")
def test_two_linear_layers_are_one():
    W, w, x = rng.standard_normal((2, 2)), rng.standard_normal(2), rng.standard_normal(2)
    assert w @ (W.T @ x) == pytest.approx(x @ xor.linear_collapse(W, w), rel=1e-13)
    np.testing.assert_allclose(xor.linear_collapse(W, w), W @ w)


@twin("xor.4", r"g(z) = \max\{0, z\}")
def test_rectified_linear_unit():
    z = np.linspace(-3, 3, 13)
    assert xor.relu(z).tolist() == [max(0, value) for value in z]


@twin("xor.5", r"h_i = g\!\left(x^\top W_{:,i} + c_i\right)")
def test_each_hidden_unit_by_itself():
    theta = xor.random_start(rng, 3)
    h = xor.network(X, *theta).h
    for i in range(3):
        by_hand = [max(0, x @ theta.W[:, i] + theta.c[i]) for x in X]
        np.testing.assert_allclose(h[:, i], by_hand, rtol=1e-13)


@twin("xor.6", r"f(x; W, c, w, b) = w^\top \max\left\{0,\, W^\top x + c\right\} + b")
def test_the_complete_network():
    theta = xor.random_start(rng, 4)
    f = xor.network(X, *theta).f
    for x, value in zip(X, f):
        assert value == pytest.approx(theta.w @ np.maximum(0, theta.W.T @ x + theta.c) + theta.b, rel=1e-13)


@twin("xor.q1", r"f = \max\{0,\ X W + c\}\ w + b")
def test_the_network_of_the_exercise():
    W, c, w, b = theta = xor.random_start(rng, 2)
    np.testing.assert_allclose(xor.network(X, *theta).f, np.maximum(0, X @ W + c) @ w + b, rtol=1e-14)


@twin("xor.7", r"W = \begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}, \quad c = \begin{pmatrix} 0 \\ -1 \end{pmatrix}, "
               r"\quad w = \begin{pmatrix} 1 \\ -2 \end{pmatrix}, \quad b = 0")
def test_the_weights_of_the_book():
    W, c, w, b = xor.reference()
    assert W.tolist() == [[1, 1], [1, 1]] and c.tolist() == [0, -1] and w.tolist() == [1, -2] and b == 0
    assert xor.network(X, W, c, w, b).f.tolist() == y.tolist()


@twin("xor.8", r"J(\theta) = -\frac14 \sum_{x} \left[y \log \sigma(z) + (1 - y) \log\left(1 - \sigma(z)\right)\right]")
def test_cross_entropy_of_the_starts():
    start = xor.random_start(np.random.default_rng(8), 3, 1)

    def J(b):
        p = xor_starts.outputs(start._replace(b=np.array([b])), "tanh")[0]
        return -1 / 4 * sum(t * np.log(s) + (1 - t) * np.log(1 - s) for s, t in zip(p, y))
    slope = gradcheck.central_difference(J, start.b[0])
    assert xor_starts.gradient(start, "tanh").b[0] == pytest.approx(float(slope), rel=1e-8)


@twin("xor.q2", r"J = \frac{1}{m} \sum_{i=1}^{m} (f_i - y_i)^2")
def test_the_loss_of_the_exercise():
    f, targets = rng.standard_normal(5), rng.standard_normal(5)
    assert xor.loss(f, targets) == pytest.approx(sum((f[i] - targets[i]) ** 2 for i in range(5)) / 5, rel=1e-14)

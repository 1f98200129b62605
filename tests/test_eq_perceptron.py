"""The numeric twins of the display equations of notebooks/perceptron.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import data, gradcheck, perceptron, separability, sigmoid

rng = np.random.default_rng(0)
X = data.corners(2)


@twin("perceptron.1", r"z = w^\top x + b, \qquad \hat y = \mathrm{step}(z) = "
                      r"\begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}")
def test_threshold_unit():
    points, w, b = rng.integers(-2, 3, (50, 3)), np.array([1.0, -1.0, 2.0]), 1.0
    z, yhat = perceptron.threshold_unit(points, w, b)
    for x, sum_, answer in zip(points, z, yhat):
        assert sum_ == w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b
        assert answer == (1 if sum_ >= 0 else 0)
    assert (z == 0).any() and (z < 0).any()


@twin("perceptron.2", r"\hat Y = \mathrm{step}(X W + b)")
def test_a_layer_is_its_units_side_by_side():
    W, b = rng.standard_normal((2, 5)), rng.standard_normal(5)
    Yhat = perceptron.layer(X, W, b).yhat
    for j in range(5):
        assert Yhat[:, j].tolist() == perceptron.threshold_unit(X, W[:, j], b[j]).yhat.tolist()
    assert Yhat.tolist() == np.heaviside(X @ W + b, 1).tolist()


@twin("perceptron.3", r"w \leftarrow w + y\,\varphi \quad \text{if} \quad y\, w^\top \varphi \le 0")
def test_rosenblatts_rule():
    Phi, y, w = perceptron.with_bias(X), 2 * data.gate("AND").y - 1, np.zeros(3)
    run = perceptron.rosenblatt(Phi, y)
    corrections = 0
    for _ in range(run.epochs):
        for phi, sign in zip(Phi, y):
            if sign * (w @ phi) <= 0:
                w = w + sign * phi
                corrections += 1
    assert run.w.tolist() == w.tolist() and len(run.updates) == corrections


@twin("perceptron.4", r"y\,(w + y\,\varphi)^\top \varphi = y\, w^\top \varphi + \lVert \varphi \rVert^2")
def test_what_a_correction_is_worth():
    for y in (-1, 1):
        w, phi = rng.standard_normal((2, 4))
        after = perceptron.update(w, phi, y)
        np.testing.assert_allclose(after, w + y * phi, rtol=1e-15)
        assert y * (after @ phi) == pytest.approx(y * (w @ phi) + np.linalg.norm(phi) ** 2, rel=1e-12)


@twin("perceptron.5", r"k \le \left(\frac{R}{\gamma}\right)^2, \quad R = \max_i \lVert\varphi_i\rVert, \quad "
                      r"\gamma = \min_i \frac{y_i\, w_\star^\top \varphi_i}{\lVert w_\star\rVert}")
def test_novikoffs_bound():
    for _ in range(20):
        points = data.halves(rng, 30, 0.3)
        Phi, y = perceptron.with_bias(points.X), 2 * points.y - 1
        run = perceptron.rosenblatt(Phi, y, epochs=5000)
        R, gamma, bound = perceptron.novikoff(Phi, y, run.w)
        assert pytest.approx(max(np.sqrt(phi @ phi) for phi in Phi)) == R
        assert gamma == pytest.approx(min(s * (run.w @ phi) for s, phi in zip(y, Phi)) / np.sqrt(run.w @ run.w))
        assert run.converged and len(run.updates) <= bound == pytest.approx((R / gamma) ** 2)


@twin("perceptron.6", r"b < 0, \quad w_2 + b \ge 0, \quad w_1 + b \ge 0, \quad w_1 + w_2 + b < 0")
def test_no_unit_is_xor():
    target = data.gate("XOR").y
    for w1, w2, b in rng.normal(0, 2, (500, 3)):
        all_four = b < 0 and w2 + b >= 0 and w1 + b >= 0 and w1 + w2 + b < 0
        yhat = perceptron.threshold_unit(X, [w1, w2], b).yhat
        assert all_four == (yhat.tolist() == target.tolist()) == False                              # noqa: E712
    verdict = separability.decide(X, target)
    assert not verdict.separable and verdict.counts == (1, 1, 1, 1) and separability.proves(verdict, X, target)


@twin("perceptron.7", r"x_1 \oplus x_2 = \mathrm{AND}\big(\mathrm{OR}(x_1, x_2),\ \mathrm{NAND}(x_1, x_2)\big)")
def test_xor_in_two_layers():
    G = perceptron.GATES
    h = np.column_stack([perceptron.threshold_unit(X, *G[name]).yhat for name in ("OR", "NAND")])
    assert perceptron.threshold_unit(h, *G["AND"]).yhat.tolist() == [int(a) ^ int(b) for a, b in X]


@twin("perceptron.8", r"J = -\frac1m \sum_{i=1}^m \Big[ y_i \log \hat y_i + (1 - y_i) \log(1 - \hat y_i) \Big]")
def test_cross_entropy():
    points, y = rng.standard_normal((9, 2)), rng.integers(0, 2, 9)
    w, b = rng.standard_normal(2), 0.3
    yhat = sigmoid(points @ w + b)
    by_hand = -sum(t * np.log(p) + (1 - t) * np.log(1 - p) for t, p in zip(y, yhat)) / 9
    assert perceptron.logistic_cost(points, y[:, None], w[:, None], [b])[0] == pytest.approx(by_hand, rel=1e-12)


@twin("perceptron.9", r"\frac{\partial J_j}{\partial W_{ij}} = "
                      r"\frac1m \sum_{n=1}^m \left(\hat y_{nj} - y_{nj}\right) x_{ni}")
def test_slope_of_the_cross_entropy():
    points, Y = rng.standard_normal((9, 2)), rng.integers(0, 2, (9, 3))
    W, b = rng.standard_normal((2, 3)), rng.standard_normal(3)
    yhat, dw = sigmoid(points @ W + b), perceptron.logistic_gradient(points, Y, W, b).w
    for i in range(2):
        for j in range(3):
            by_hand = sum((yhat[n, j] - Y[n, j]) * points[n, i] for n in range(9)) / 9
            assert dw[i, j] == pytest.approx(by_hand, rel=1e-12)
    number = gradcheck.numerical_gradient(lambda W: perceptron.logistic_cost(points, Y, W, b).sum(), W)
    np.testing.assert_allclose(dw, number, atol=1e-8)


@twin("perceptron.q1", r"\mathrm{step}(w^\top x + b), \qquad "
                       r"\mathrm{step}(z) = 1 \text{ where } z \ge 0, \text{ else } 0")
def test_the_unit_of_the_exercise():
    points, w = rng.integers(-2, 3, (40, 2)), np.array([1.0, -1.0])
    answers = perceptron.threshold_unit(points, w, 1.0).yhat
    assert answers.tolist() == [1.0 if w @ x + 1.0 >= 0 else 0.0 for x in points]
    assert 0 < answers.sum() < 40 and (points @ w == -1).any()


@twin("perceptron.q2", r"w \leftarrow w + y_i\, \varphi_i \quad \text{where} \quad y_i\, w^\top \varphi_i \le 0")
def test_the_rule_of_the_exercise():
    Phi, y, w = perceptron.with_bias(X), 2 * data.gate("AND").y - 1, np.zeros(3)
    for update in perceptron.rosenblatt(Phi, y, epochs=1).updates:
        assert y[update.i] * w @ Phi[update.i] <= 0
        w = w + y[update.i] * Phi[update.i]
        assert update.after.tolist() == w.tolist()

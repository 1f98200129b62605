"""The numeric twins of the display equations of notebooks/functions.ipynb: same LaTeX, checked by number."""
from math import acos, pi, sqrt

import numpy as np
import pytest
from equations import twin

from ffedu import data, experiment, graph, mlp, perceptron, sigmoid
from ffedu import operations as op

rng = np.random.default_rng(0)


def college(X, S, n):
    """The majority of the states' majorities, for the votes (m, S n)."""
    states = perceptron.layer(X, np.kron(np.eye(S), np.ones((n, 1))), np.full(S, -n / 2)).yhat
    return perceptron.threshold_unit(states, np.ones(S), -S / 2).yhat


def network(widths):
    """A network with weights and biases from N(0, 1)."""
    return [mlp.Layer(rng.normal(size=(n, k)), rng.normal(size=k)) for n, k in zip(widths, widths[1:])]


@twin("functions.1", r"\hat y = f(x; \theta) \approx f^*(x)")
def test_a_model_approximates_its_target():
    theta = [mlp.Layer([[1, -1]], [0, 0]), mlp.Layer([[1], [1]], [0])]
    x = np.linspace(-2, 2, 41)
    assert mlp.forward(theta, x[:, None]).z[:, 0] == pytest.approx(np.abs(x), abs=1e-14)
    moved = [theta[0], mlp.Layer([[1], [1.01]], [0])]
    off = np.abs(mlp.forward(moved, x[:, None]).z[:, 0] - np.abs(x)).max()
    assert 0 < off <= 0.0201


@twin("functions.2", r"\frac{S + 1}{2S} \cdot \frac{n + 1}{2n}")
@pytest.mark.parametrize("S, n", [(1, 5), (3, 3), (3, 5), (5, 3)])
def test_the_smallest_share_that_wins(S, n):
    X = data.corners(S * n)
    fewest = X[college(X, S, n) == 1].sum(axis=1).min()
    assert fewest / (S * n) == pytest.approx((S + 1) / (2 * S) * (n + 1) / (2 * n), rel=1e-14)


@twin("functions.3", r"\frac1\pi \arccos\sqrt{\frac2\pi}")
def test_the_limit_of_reversals():
    trials, S, n = 10_000, 501, 501
    votes = rng.binomial(n, 0.5, (trials, S))
    states = perceptron.threshold_unit(1.0 * (votes > n / 2), np.ones(S), -S / 2).yhat
    popular = perceptron.threshold_unit(votes.sum(axis=1, keepdims=True), [1.0], -S * n / 2).yhat
    rate = experiment.wilson(int((states != popular).sum()), trials, level=0.999)
    assert rate.low < acos(sqrt(2 / pi)) / pi < rate.high
    assert rate.high - rate.low < 0.03


@twin("functions.4", r"f(x) = f^{(3)}\!\left(f^{(2)}\!\left(f^{(1)}(x)\right)\right)")
def test_a_chain_of_three():
    for x in (-1.5, 0.0, 0.7):
        u = op.exp(op.negative(op.sqr(graph.Node(x))))
        assert u.value == pytest.approx(np.exp(-x**2), rel=1e-14)
    theta, X = network([2, 3, 4, 1]), rng.normal(size=(5, 2))
    f = [lambda h, layer=layer, g=g: g(mlp.forward([layer], h).z)
         for layer, g in zip(theta, (np.tanh, np.tanh, np.array))]
    np.testing.assert_allclose(f[2](f[1](f[0](X))), mlp.forward(theta, X, hidden="tanh").z, rtol=1e-13)


@twin("functions.5", r"H = g(X W + b)")
def test_one_layer_in_rows():
    theta, X = network([3, 4, 2]), rng.normal(size=(6, 3))
    (W, b), H = theta[0], mlp.forward(theta, X, hidden="tanh").h[1]
    for i in range(6):
        for j in range(4):
            assert H[i, j] == pytest.approx(np.tanh(X[i] @ W[:, j] + b[j]), rel=1e-12)


@twin("functions.6", r"""y_k = \sigma\!\left(\sum_{j=1}^{M} w_{kj}^{(2)}\,
      g\!\left(\sum_{i=1}^{D} w_{ji}^{(1)} x_i + w_{j0}^{(1)}\right) + w_{k0}^{(2)}\right)""")
def test_every_index():
    D, M, K = 3, 5, 2
    w1, w2, x = rng.normal(size=(M, D + 1)), rng.normal(size=(K, M + 1)), rng.normal(size=D)    # index 0: the bias
    y = [sigmoid(sum(w2[k, j] * np.tanh(sum(w1[j - 1, i] * x[i - 1] for i in range(1, D + 1)) + w1[j - 1, 0])
                     for j in range(1, M + 1)) + w2[k, 0]) for k in range(K)]
    theta = [mlp.Layer(w1[:, 1:].T, w1[:, 0]), mlp.Layer(w2[:, 1:].T, w2[:, 0])]
    np.testing.assert_allclose(y, sigmoid(mlp.forward(theta, x[None], hidden="tanh").z[0]), rtol=1e-12)


@twin("functions.7", r"M (D + 1) + K (M + 1)")
@pytest.mark.parametrize("D, M, K", [(1, 1, 1), (2, 2, 1), (7, 3, 5), (64, 100, 10)])
def test_the_number_of_parameters(D, M, K):
    theta = mlp.random_start(rng, [D, M, K])
    assert sum(W.size + b.size for W, b in theta) == M * (D + 1) + K * (M + 1)


@twin("functions.8", r"(X W_1 + b_1) W_2 + b_2 = X (W_1 W_2) + (b_1 W_2 + b_2)")
def test_two_linear_layers_are_one():
    theta, X = network([4, 7, 3]), rng.normal(size=(9, 4))
    (W1, b1), (W2, b2) = theta
    folded = [mlp.Layer(W1 @ W2, b1 @ W2 + b2)]
    np.testing.assert_allclose(mlp.forward(theta, X, hidden="linear").z, mlp.forward(folded, X).z, rtol=0, atol=1e-12)
    assert not np.allclose(mlp.forward(theta, X, hidden="relu").z, mlp.forward(folded, X).z)


@twin("functions.9", r"""\operatorname{rank}(W_1 W_2) \le \min\{\operatorname{rank} W_1,
      \operatorname{rank} W_2\}""")
@pytest.mark.parametrize("widths", [(8, 3, 8), (8, 20, 8), (2, 5, 9), (6, 6, 6)])
def test_rank_of_a_product(widths):
    W1, W2 = (layer.W for layer in mlp.random_start(rng, widths))
    rank = np.linalg.matrix_rank
    assert rank(W1 @ W2) <= min(rank(W1), rank(W2)) == min(widths)
    half = np.where(np.arange(widths[1]) == 0, 1.0, 0.0)                 # a layer that passes one unit only
    assert rank(W1 @ np.diag(half) @ W2) == 1


@twin("functions.q1", r"""H_0 = X, \qquad H_l = \tanh(H_{l-1} W_l + b_l) \ \text{ for } l = 1, \dots, L - 1, \qquad
      \hat Y = H_{L-1} W_L + b_L""")
@pytest.mark.parametrize("widths", [(3, 2), (2, 4, 1), (4, 3, 5, 2)])
def test_the_chain_of_the_exercise(widths):
    theta, X = network(widths), rng.normal(size=(6, widths[0]))
    H = [X]
    for W, b in theta[:-1]:
        H.append(np.tanh(H[-1] @ W + b))
    np.testing.assert_allclose(mlp.forward(theta, X, hidden="tanh").z, H[-1] @ theta[-1].W + theta[-1].b, rtol=1e-12)


@twin("functions.q2", r"""X W + b = \bigl(\cdots \bigl((X W_1 + b_1) W_2 + b_2\bigr) \cdots\bigr) W_L + b_L \quad
      \text{for every } X""")
@pytest.mark.parametrize("widths", [(3, 2), (2, 4, 1), (4, 3, 5, 2)])
def test_the_folded_layer_of_the_exercise(widths):
    theta, X = network(widths), rng.normal(size=(6, widths[0]))
    W = np.linalg.multi_dot([np.eye(widths[0]), *(layer.W for layer in theta)])
    b = sum(np.linalg.multi_dot([layer.b, *(later.W for later in theta[l + 1:]), np.eye(widths[-1])])
            for l, layer in enumerate(theta))
    np.testing.assert_allclose(mlp.forward(theta, X, hidden="linear").z, X @ W + b, rtol=0, atol=1e-12)

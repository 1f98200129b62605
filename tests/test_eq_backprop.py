"""The numeric twins of the display equations of notebooks/backprop.ipynb: same LaTeX, checked by number."""
import math

import numpy as np
import pytest
from equations import twin

from ffedu import backprop, chainrule, costs, gradcheck, mlp, regularisation, stable, symbolic
from ffedu.graph import Node, grad
from ffedu.operations import exp, matmul, sqr, tanh

rng = np.random.default_rng(0)


@twin("backprop.1", r"J(\theta) = \frac1N \sum_{n=1}^{N} \lVert \hat y_n - y_n \rVert^2 "
                    r"+ \lambda \sum_{k} \sum_{i,j} \left(W^{(k)}_{i,j}\right)^2")
def test_cost_is_squared_error_and_weight_decay():
    X, Y, lambda_ = rng.standard_normal((6, 3)), rng.standard_normal((6, 2)), 0.3
    theta = mlp.random_start(rng, [3, 4, 2])
    yhat = mlp.forward(theta, X, hidden="tanh").z
    by_hand = sum(sum((p - t) ** 2 for p, t in zip(*pair)) for pair in zip(yhat, Y)) / 6
    by_hand += lambda_ * sum(W[i, j] ** 2 for W, _ in theta for i, j in np.ndindex(W.shape))
    (W1, b1), (W2, b2) = [[Node(part) for part in layer] for layer in theta]
    error = tanh(Node(X) @ W1 + b1) @ W2 + b2 - Y
    J = sqr(error).sum() / 6 + lambda_ * (sqr(W1).sum() + sqr(W2).sum())
    assert J.value == pytest.approx(by_hand, rel=1e-12)


@twin("backprop.2", r"\nabla_x z = \left(\frac{\partial y}{\partial x}\right)^{\!\top} \nabla_y z")
def test_a_gradient_goes_back_through_the_jacobian():
    W, at = rng.standard_normal((3, 2)), rng.standard_normal(3)
    x = Node(at)
    y = tanh(x @ W)
    z = (y * y * y).sum()
    grad_x, grad_y = grad(z, [x, y])
    np.testing.assert_allclose(grad_x, gradcheck.jacobian(lambda x: np.tanh(x @ W), at).T @ grad_y, rtol=1e-7)
    assert gradcheck.jacobian(lambda x: np.tanh(x @ W), at).shape == (2, 3)


@twin("backprop.3", r"\frac{dz}{dw} = f'(y)\, f'(x)\, f'(w) = f'(f(f(w)))\, f'(f(w))\, f'(w)")
def test_stored_and_recomputed_are_one_number():
    f, df, w = math.sin, math.cos, 0.7
    x, y = f(w), f(f(w))
    assert chainrule.stored(f, df, w, 3).derivative == pytest.approx(df(y) * df(x) * df(w), rel=1e-14)
    assert chainrule.recomputed(f, df, w, 3).derivative == pytest.approx(df(f(f(w))) * df(f(w)) * df(w), rel=1e-14)
    g = backprop.chain(w)
    assert grad(g.z, [g.w])[0] == pytest.approx(math.prod(stable.sigmoid(u.value) for u in (g.w, g.x, g.y)), rel=1e-14)


@twin("backprop.4", r"\frac{\partial u^{(n)}}{\partial u^{(j)}} = \sum_{i:\, j \in Pa\left(u^{(i)}\right)} "
                    r"\frac{\partial u^{(n)}}{\partial u^{(i)}}\, \frac{\partial u^{(i)}}{\partial u^{(j)}}")
def test_each_entry_of_the_table_is_the_sum_over_the_children():
    times, plus = (lambda a, b: a * b), (lambda a, b: a + b)
    d_times, d_plus = (lambda a, b: b, lambda a, b: a), (lambda a, b: 1.0, lambda a, b: 1.0)
    G = chainrule.Graph(2, ((0, 1), (0, 2), (2, 3)), (times, plus, times), (d_times, d_plus, d_times))
    u = chainrule.forward(G, [2, 5])
    table = chainrule.backprop(G, u).grad_table
    for j in range(4):
        shares = [table[i] * G.partials[i - 2][k](*[u[p] for p in A])
                  for i, A in enumerate(G.parents, 2) for k, p in enumerate(A) if p == j]
        assert table[j] == sum(shares)
    np.testing.assert_allclose(table[:2], chainrule.differences(G, [2, 5]).gradient, rtol=1e-6)
    assert table == [120, 44, 22, 10, 1]


@twin("backprop.5", r"\begin{aligned} g &\leftarrow g \odot f'\left(a^{(k)}\right) \\ \nabla_{W^{(k)}} J &= g\, h^{(k-1)\top} "
                    r"+ \lambda \nabla_{W^{(k)}} \Omega(\theta) \\ g &\leftarrow W^{(k)\top} g \end{aligned}")
def test_algorithm_four_for_a_column_is_the_librarys_for_a_row():
    theta, x, y, lambda_ = mlp.random_start(rng, [3, 5, 4, 2]), rng.standard_normal(3), [1], 0.2
    trace = mlp.forward(theta, [x], hidden="tanh")
    g = stable.softmax(trace.z[0]) - np.eye(2)[1]                    # the last layer has no f
    parts = mlp.gradient(theta, [x], y, hidden="tanh", lambda_=lambda_).theta
    for k in (2, 1, 0):
        W, h = theta[k].W.T, trace.h[k][0]
        if k < 2:
            g = g * (1 - np.tanh(trace.a[k][0]) ** 2)
        np.testing.assert_allclose(np.outer(g, h) + lambda_ * 2 * W, parts[k].W.T, rtol=1e-11, atol=1e-14)
        np.testing.assert_allclose(g, parts[k].b, rtol=1e-11, atol=1e-14)
        g = W.T @ g


@twin("backprop.6", r"\mathrm{op.bprop}(\mathrm{inputs}, X, G) = "
                    r"\sum_i \left(\nabla_X\, \mathrm{op.f}(\mathrm{inputs})_i\right) G_i")
def test_bprop_is_a_jacobian_times_a_gradient():
    A, B, G = rng.standard_normal((2, 3)), rng.standard_normal((3, 4)), rng.standard_normal((2, 4))
    J = gradcheck.jacobian(lambda A: A @ B, A)
    by_sum = sum(J[i] * G[i] for i in np.ndindex(G.shape))
    np.testing.assert_allclose(matmul.bprop(A @ B, 0, G, (A, B)), by_sum, rtol=1e-7)
    np.testing.assert_allclose(by_sum, G @ B.T, rtol=1e-7)
    J = gradcheck.jacobian(lambda B: A @ B, B)
    by_sum = sum(J[i] * G[i] for i in np.ndindex(G.shape))
    np.testing.assert_allclose(matmul.bprop(A @ B, 1, G, (A, B)), by_sum, rtol=1e-7)


@twin("backprop.7", r"H v = \nabla_x \left[ \left(\nabla_x f(x)\right)^\top v \right]")
def test_hessian_times_a_vector_from_two_runs():
    at, v = np.array([0.7, -1.5, 0.2]), rng.standard_normal(3)
    x = Node(at)
    f = (exp(x) * x).sum() * x.sum()
    Hv, = symbolic.hessian_vector(f, [x], [v])

    def slope_along_v(at):
        x = Node(at)
        return float(grad((exp(x) * x).sum() * x.sum(), [x])[0] @ v)
    np.testing.assert_allclose(Hv, gradcheck.numerical_gradient(slope_along_v, at), rtol=1e-7)


@twin("backprop.8", r"\nabla_{W^{(2)}} J = H^\top G + 2\lambda W^{(2)}, \qquad "
                    r"\nabla_{W^{(1)}} J = X^\top G' + 2\lambda W^{(1)}")
def test_two_ways_back_to_each_matrix():
    g = backprop.training_cost(W1=rng.standard_normal((2, 3)), W2=rng.standard_normal((3, 2)), lambda_=0.2)
    hand, total, lambda_ = backprop.walk(g), backprop.paths(g).total, 0.2
    np.testing.assert_allclose(total[1], g.H.value.T @ hand.G + 2 * lambda_ * g.W2.value, rtol=1e-12)
    np.testing.assert_allclose(total[0], g.X.value.T @ hand.dU1 + 2 * lambda_ * g.W1.value, rtol=1e-12)


@twin("backprop.q2", r"J = \frac1m \sum_{i=1}^{m} \lVert \hat y_i - y_i \rVert^2 "
                     r"+ \lambda \sum_{l=1}^{3} \sum_{i,j} \left(W_l\right)_{ij}^2")
def test_the_cost_of_the_exercise():
    X, Y, lambda_, m = rng.standard_normal((5, 2)), rng.standard_normal((5, 2)), 0.3, 5
    theta = mlp.random_start(rng, [2, 3, 4, 2])
    yhat = mlp.forward(theta, X, hidden="tanh").z
    by_hand = sum(np.linalg.norm(yhat[i] - Y[i]) ** 2 for i in range(m)) / m
    by_hand += lambda_ * sum(W[i, j] ** 2 for W, _ in theta for i, j in np.ndindex(W.shape))
    decay = regularisation.weight_decay([W for W, _ in theta], lambda_).Omega
    assert costs.mean_squared_error(yhat, Y) * Y.shape[1] + decay == pytest.approx(by_hand, rel=1e-12)

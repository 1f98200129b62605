"""The numeric twins of the display equations of notebooks/beyond.ipynb: same LaTeX, checked by number."""
import numpy as np
import pytest
from equations import twin

from ffedu import connections, convolution, gradcheck, recurrent, sigmoid

rng = np.random.default_rng(0)


@twin("beyond.1", r"(f * g)(t) = \int f(\tau)\, g(t - \tau)\, d\tau \;\approx\; "
                  r"\Delta \sum_{\tau} f(\tau)\, g(t - \tau)")
def test_the_integral_and_its_sum():
    f, g = rng.standard_normal(5), rng.standard_normal(4)
    by_hand = [sum(f[tau] * g[t - tau] for tau in range(5) if 0 <= t - tau < 4) for t in range(8)]
    np.testing.assert_allclose(convolution.convolve(f, g), by_hand, rtol=1e-13)
    errors = []
    for step in (0.02, 0.01, 0.005):
        t = np.arange(0, 3, step)
        found = step * convolution.convolve(np.exp(-t), np.exp(-2 * t))[:len(t)]
        errors.append(np.abs(found - (np.exp(-t) - np.exp(-2 * t))).max())
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.05) and errors[1] / errors[2] == pytest.approx(2, rel=0.05)


@twin("beyond.2", r"y = T x, \qquad T_{t\tau} = w_{t - \tau}")
def test_convolution_is_a_matrix():
    x, w = rng.standard_normal(7), rng.standard_normal(3)
    T = convolution.toeplitz(w, 7)
    for t, tau in np.ndindex(T.shape):
        assert T[t, tau] == (w[t - tau] if 0 <= t - tau < 3 else 0)
    np.testing.assert_allclose(T @ x, convolution.convolve(x, w), rtol=1e-13)


@twin("beyond.3", r"Y_{oij} = b_o + \sum_{l} \sum_{p,\,q} X_{l,\,i+p,\,j+q}\, K_{olpq}")
def test_convolution_of_an_image():
    X, K, b = rng.standard_normal((1, 3, 5, 6)), rng.standard_normal((2, 3, 3, 2)), rng.standard_normal(2)
    Y = convolution.conv2d(X, K, b)[0]
    for o, i, j in np.ndindex(Y.shape):
        by_hand = b[o] + sum(X[0, l, i + p, j + q] * K[o, l, p, q] for l, p, q in np.ndindex(3, 3, 2))
        assert Y[o, i, j] == pytest.approx(by_hand, rel=1e-12)


@twin("beyond.4", r"r \leftarrow r + (k - 1)\, j, \qquad j \leftarrow j\, s")
def test_receptive_fields():
    r, j, found = 1, 1, connections.receptive_fields(connections.FIX, 28)
    for layer, field in zip(connections.FIX, found[1:]):
        r, j = r + (layer.k - 1) * j, j * layer.stride
        assert (field.r, field.jump) == (r, j)
    assert [field.r for field in found[-2:]] == [16, 24]


@twin("beyond.5", r"h^{(i+1)} = \sigma\big(h^{(i)} W^{(i)} + c^{(i)}\big) + h^{(i+1-s)}")
def test_skips_forward():
    X, W, c = rng.standard_normal((2, 3)), rng.standard_normal((6, 3, 3)), rng.standard_normal((6, 3))
    for s in (1, 2, 3):
        h = connections.forward(X, W, c, s).h
        for i in range(6):
            below = h[i + 1 - s] if i + 1 - s >= 0 else 0
            np.testing.assert_allclose(h[i + 1], sigmoid(h[i] @ W[i] + c[i]) + below, rtol=1e-13)


@twin("beyond.6", r"\frac{\partial J}{\partial h^{(i)}} = \frac{\partial J}{\partial h^{(i+1)}} + "
                  r"\Big(\frac{\partial J}{\partial h^{(i+1)}} \odot \sigma'(a^{(i)})\Big) W^{(i)\top}")
def test_skips_backward():
    X, W, c = rng.standard_normal((2, 3)), rng.standard_normal((4, 3, 3)), rng.standard_normal((4, 3))
    G = rng.standard_normal((2, 3))
    a, dh = connections.forward(X, W, c, 1).a, connections.backward(X, W, c, G, 1).dh
    for i in range(4):
        s = sigmoid(a[i])
        np.testing.assert_allclose(dh[i], dh[i + 1] + (dh[i + 1] * s * (1 - s)) @ W[i].T, rtol=1e-12)
    by_number = gradcheck.numerical_gradient(lambda X: (G * connections.forward(X, W, c, 1).h[-1]).sum(), X)
    np.testing.assert_allclose(dh[0], by_number, atol=1e-8)


@twin("beyond.7", r"h_t = \tanh\big(h_{t-1} W + x_t U + b\big)")
def test_recurrent_cell():
    X, h0, (U, W, b) = rng.standard_normal((5, 2, 3)), rng.standard_normal((2, 4)), recurrent.random_rnn(rng, 3, 4)
    h = recurrent.rnn(X, h0, U, W, b)
    for t in range(1, 6):
        np.testing.assert_allclose(h[t], np.tanh(h[t - 1] @ W + X[t - 1] @ U + b), rtol=1e-12)


@twin("beyond.8", r"\frac{\partial J}{\partial W} = \sum_{t=1}^{T} h_{t-1}^\top\, \delta_t")
def test_one_weight_gets_the_sum_over_its_uses():
    X, h0, (U, W, b) = rng.standard_normal((5, 2, 3)), rng.standard_normal((2, 4)), recurrent.random_rnn(rng, 3, 4)
    G = rng.standard_normal((5, 2, 4))
    h, found = recurrent.rnn(X, h0, U, W, b), recurrent.rnn_gradient(X, h0, U, W, b, G)
    delta = found.dh[1:] * (1 - h[1:] ** 2)
    np.testing.assert_allclose(found.dW, sum(h[t - 1].T @ delta[t - 1] for t in range(1, 6)), rtol=1e-11)
    by_number = gradcheck.numerical_gradient(lambda W: (G * recurrent.rnn(X, h0, U, W, b)[1:]).sum(), W)
    np.testing.assert_allclose(found.dW, by_number, atol=1e-7)


@twin("beyond.9", r"C_t = F \odot C_{t-1} + I \odot g, \qquad s_t = O \odot \tanh C_t")
def test_lstm_cell():
    X, start, (U, W, b) = rng.standard_normal((5, 2, 3)), rng.standard_normal((2, 4)), recurrent.random_lstm(rng, 3, 4)
    _, C, s = recurrent.lstm(X, start, start, U, W, b)
    for t in range(1, 6):
        a = [X[t - 1] @ U[i] + s[t - 1] @ W[i] + b[i] for i in range(4)]
        I, O, F, g = *map(sigmoid, a[:3]), np.tanh(a[3])
        np.testing.assert_allclose(C[t], F * C[t - 1] + I * g, rtol=1e-12)
        np.testing.assert_allclose(s[t], O * np.tanh(C[t]), rtol=1e-12)


@twin("beyond.q1", r"y_t = b + \sum_{\tau=0}^{k-1} x_{t+\tau}\, w_\tau \quad \text{for } t = 0, \dots, n - k")
@pytest.mark.parametrize("n, k", [(6, 3), (5, 1), (4, 4)])
def test_the_kernel_of_the_exercise(n, k):
    x, w, b = rng.standard_normal(n), rng.standard_normal(k), 0.7
    y = [b + sum(x[t + tau] * w[tau] for tau in range(k)) for t in range(n - k + 1)]
    np.testing.assert_allclose(convolution.correlate(x, w) + b, y, rtol=1e-12)


@twin("beyond.q2", r"h_t = \tanh(h_{t-1} W + x_t U + b) \quad \text{for } t = 1, \dots, T")
def test_the_states_of_the_exercise():
    U, W, b = recurrent.random_rnn(rng, 2, 3)
    X, h = rng.standard_normal((4, 1, 2)), [rng.standard_normal((1, 3))]
    b = b + rng.standard_normal(3)
    for x in X:
        h.append(np.tanh(h[-1] @ W + x @ U + b))
    np.testing.assert_allclose(recurrent.rnn(X, h[0], U, W, b), h, rtol=1e-12)

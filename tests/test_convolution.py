"""Convolution against its definition, its matrix and other software; gradients and pooling by number; errors."""
import inspect

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import convolution, gradcheck
from ffedu.connections import output_size
from ffedu.convolution import (average_pool, average_pool_gradient, conv2d, conv2d_gradient, convolve, correlate,
                               max_pool, max_pool_gradient, pointwise, toeplitz)

draw = np.random.default_rng(0).standard_normal
X, K, b, G = (draw(shape) for shape in ((2, 3, 5, 6), (4, 3, 3, 2), (4,), (2, 4, 3, 5)))
pool = {"X": X, "k": 2, "stride": 1}
GOOD = {"convolve": {"x": [1, 2, 3], "w": [1, 2], "mode": "same"}, "toeplitz": {"w": [1, 2], "n": 3, "mode": "full"},
        "correlate": {"x": [1, 2, 3], "w": [1, 2], "mode": "valid"},
        "conv2d": {"X": X, "K": K, "b": b, "stride": 1, "padding": 0},
        "conv2d_gradient": {"X": X, "K": K, "G": G, "stride": 1, "padding": 0},
        "pointwise": {"X": X, "W": np.ones((3, 2)), "b": [1, 2]},
        "max_pool": pool, "average_pool": pool,
        "max_pool_gradient": pool | {"G": np.ones((2, 3, 4, 5))},
        "average_pool_gradient": pool | {"G": np.ones((2, 3, 4, 5))}}
signals = st.lists(st.integers(-9, 9), min_size=1, max_size=8)


def naive_conv2d(X, K, b, stride, padding):
    """The definition, one number at a time."""
    m, _, rows, columns = X.shape
    c_out, c_in, height, width = K.shape
    out = np.zeros((m, c_out, output_size(rows, height, stride, padding), output_size(columns, width, stride, padding)))
    for at in np.ndindex(out.shape):
        e, f, i, j = at
        out[at] = b[f]
        for channel, p, q in np.ndindex(c_in, height, width):
            r, s = i * stride + p - padding, j * stride + q - padding
            if 0 <= r < rows and 0 <= s < columns:
                out[at] += X[e, channel, r, s] * K[f, channel, p, q]
    return out


@given(signals, signals)
def test_convolution_is_the_sum_and_the_matrix(x, w):
    n, k = len(x), len(w)
    full = [sum(x[tau] * w[t - tau] for tau in range(n) if 0 <= t - tau < k) for t in range(n + k - 1)]
    assert convolve(x, w).tolist() == full == convolve(w, x).tolist()
    assert convolve(x, w, "same").tolist() == full[(k - 1) // 2:][:n]
    for mode in ("full", "same") + (("valid",) if k <= n else ()):
        y = convolve(x, w, mode)
        assert (toeplitz(w, n, mode) @ x).tolist() == y.tolist() == correlate(x, w[::-1], mode).tolist()
        if k <= n:
            assert y.tolist() == np.convolve(x, w, mode).tolist()
            assert correlate(x, w, mode).tolist() == np.correlate(x, w, mode).tolist()
    if k <= n:
        assert convolve(x, w, "valid").tolist() == full[k - 1:n]
        assert correlate(x, w).tolist() == [sum(x[t + tau] * w[tau] for tau in range(k)) for t in range(n - k + 1)]


@given(signals, signals, signals)
def test_convolution_is_linear_and_associative(x, w, v):
    assert convolve(convolve(x, w), v).tolist() == convolve(x, convolve(w, v)).tolist()
    assert convolve(2 * np.array(x), w).tolist() == (2 * convolve(x, w)).tolist()


def test_on_a_fine_grid_the_sum_tends_to_the_integral():
    errors = []
    for n in (10, 100, 1000):
        t = np.arange(n) / n
        y = convolve(np.exp(-t), np.exp(-t)) / n                             # on [0, 1): the integral is t exp(-t)
        errors.append(np.abs(y[:n] - t * np.exp(-t)).max())
    assert errors[2] < 1.01e-3 and errors[0] / errors[1] == pytest.approx(10, rel=0.1)


def test_the_matrix_has_one_weight_on_each_diagonal():
    T = toeplitz([1, 2, 3], 4)
    assert T.tolist() == [[1, 0, 0, 0], [2, 1, 0, 0], [3, 2, 1, 0], [0, 3, 2, 1], [0, 0, 3, 2], [0, 0, 0, 3]]
    assert toeplitz([1, 2, 3], 4, "same").tolist() == T[1:5].tolist()
    assert toeplitz([1, 2, 3], 4, "valid").tolist() == T[2:4].tolist()
    assert toeplitz([1, 2, 3], 4, "valid").T.tolist() == toeplitz([3, 2, 1], 2).tolist()      # transposed: turned round
    assert toeplitz([1, 2, 3], 1).shape == (3, 1) and toeplitz(np.float32([1]), 2).dtype == np.float32


def test_agrees_with_scipy():
    signal = pytest.importorskip("scipy.signal")
    x, w = X[0, 0, 0], K[0, 0, 0]
    for mode in ("full", "valid"):
        np.testing.assert_allclose(convolve(x, w, mode), signal.convolve(x, w, mode))
    expected = sum(signal.correlate2d(X[0, channel], K[1, channel], "valid") for channel in range(3)) + b[1]
    np.testing.assert_allclose(conv2d(X, K, b)[0, 1], expected)


@pytest.mark.parametrize("stride, padding", [(1, 0), (2, 0), (1, 1), (2, 1), (3, 2)])
def test_images_by_the_definition_and_gradients_by_number(stride, padding):
    Y = conv2d(X, K, b, stride, padding)
    np.testing.assert_allclose(Y, naive_conv2d(X, K, b, stride, padding), rtol=1e-12, atol=1e-12)
    G = np.random.default_rng(1).standard_normal(Y.shape)
    grads = conv2d_gradient(X, K, G, stride, padding)
    for name, value, got in zip("XKb", (X, K, b), grads):
        def J(changed):
            parts = {"X": X, "K": K, "b": b} | {name: changed}
            return float(np.sum(G * conv2d(**parts, stride=stride, padding=padding)))
        assert got.shape == value.shape
        np.testing.assert_allclose(got, gradcheck.numerical_gradient(J, value), rtol=1e-7, atol=1e-8)


def test_the_gradient_in_the_image_is_a_convolution_with_the_kernel():
    x, w, G = X[0, 0, 0], X[1, 0, 0, :3], X[1, 1, 1, :4]
    grads = conv2d_gradient(x[None, None, None], w[None, None, None], G[None, None, None])
    np.testing.assert_allclose(conv2d(x[None, None, None], w[None, None, None], [0])[0, 0, 0], correlate(x, w))
    np.testing.assert_allclose(grads.dX[0, 0, 0], convolve(G, w))
    np.testing.assert_allclose(grads.dK[0, 0, 0], correlate(x, G))


def test_what_is_not_said():
    said = {name: {p.name: p.default for p in inspect.signature(getattr(convolution, name)).parameters.values()
                   if p.default is not p.empty} for name in GOOD}
    assert said["convolve"] == said["toeplitz"] == {"mode": "full"} and said["correlate"] == {"mode": "valid"}
    assert said["conv2d"] == said["conv2d_gradient"] == {"stride": 1, "padding": 0}
    for name in ("max_pool", "max_pool_gradient", "average_pool", "average_pool_gradient"):
        assert said[name] == {"k": 2, "stride": 2}


def test_one_by_one_is_a_layer_at_every_pixel():
    W = K[:, :, 0, 0].T
    Y = pointwise(X, W, b)
    np.testing.assert_allclose(Y, conv2d(X, K[:, :, :1, :1], b), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(Y[1, :, 2, 5], X[1, :, 2, 5] @ W + b, rtol=1e-12)
    assert Y.shape == (2, 4, 5, 6)


@pytest.mark.parametrize("k, stride", [(2, 2), (2, 1), (3, 2), (3, 1), (1, 1), (2, 3)])
def test_pooling_by_the_definition_and_gradients_by_number(k, stride):
    largest, mean = max_pool(X, k, stride), average_pool(X, k, stride)
    for at in np.ndindex(largest.shape):
        e, c, i, j = at
        window = X[e, c, i * stride:i * stride + k, j * stride:j * stride + k]
        assert window.shape == (k, k) and largest[at] == window.max() and mean[at] == pytest.approx(window.mean())
    assert largest.shape[2:] == (output_size(5, k, stride), output_size(6, k, stride)) == mean.shape[2:]
    G = np.random.default_rng(1).standard_normal(largest.shape)
    for forward, backward in ((max_pool, max_pool_gradient), (average_pool, average_pool_gradient)):
        def J(X):
            return float(np.sum(G * forward(X, k, stride)))
        np.testing.assert_allclose(backward(X, G, k, stride), gradcheck.numerical_gradient(J, X), rtol=1e-6, atol=1e-8)


def test_where_several_tie_the_first_takes_the_gradient():
    tied = np.array([[[[1., 5, 5], [5, 1, 5], [5, 5, 5]]]])
    assert max_pool_gradient(tied, [[[[7]]]], k=3).tolist() == [[[[0, 7, 0], [0, 0, 0], [0, 0, 0]]]]
    assert max_pool_gradient(np.zeros((1, 1, 2, 4)), [[[[1, 2]]]]).tolist() == [[[[1, 0, 2, 0], [0, 0, 0, 0]]]]
    bump = np.array([[[[0., 0, 0], [0, 9, 0], [0, 0, 0]]]])                   # the largest of four windows gets four G
    assert max_pool_gradient(bump, [[[[1, 2], [3, 4]]]], k=2, stride=1)[0, 0, 1, 1] == 10


def test_single_precision_stays_and_inputs_are_not_changed():
    inputs = [value.astype(np.float32) for value in (X, K, b, G)]
    before = [value.copy() for value in inputs]
    X32, K32, b32, G32 = inputs
    line, kernel, pooled = X32[0, 0, 0], K32[0, 0, 0], G32[:, :3, :2, :3]
    out = [convolve(line, kernel), correlate(line, kernel), toeplitz(kernel, 3), conv2d(X32, K32, b32, padding=1),
           *conv2d_gradient(X32, K32, G32), pointwise(X32, K32[:, :, 0, 0].T, b32), max_pool(X32), average_pool(X32),
           max_pool_gradient(X32, pooled), average_pool_gradient(X32, pooled)]
    assert {value.dtype for value in out} == {np.dtype(np.float32)}
    for value, kept in zip(inputs, before):
        np.testing.assert_array_equal(value, kept)


def test_extremes():
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert convolve([1e200, -1e200], [1e100]).tolist() == [1e300, -1e300]
        assert max_pool(-1e300 * np.ones((1, 1, 2, 2))).item() == -1e300
        assert average_pool(-1e300 * np.ones((1, 1, 2, 2))).item() == -1e300


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: convolve([1], [1], "half"), ValueError, 'mode needs "full", "same" or "valid", got \'half\''),
    (lambda: convolve([1], [1], 3), TypeError, "mode needs a str, got 3"),
    (lambda: convolve([1], [1, 2], "valid"), ValueError, "a valid convolution needs k <= n, got k = 2, n = 1"),
    (lambda: correlate([1], [1, 2]), ValueError, "a valid convolution needs k <= n, got k = 2, n = 1"),
    (lambda: toeplitz([1, 2], 1, "valid"), ValueError, "a valid convolution needs k <= n"),
    (lambda: toeplitz([1, 2], 0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: convolve([], [1]), ValueError, r"x needs shape \(n,\), got \(0,\)"),
    (lambda: convolve([1], [[1]]), ValueError, r"w needs shape \(k,\), got \(1, 1\)"),
    (lambda: conv2d(X[0], K, b), ValueError, r"X needs shape \(m, c_in, rows, columns\), got \(3, 5, 6\)"),
    (lambda: conv2d(X, K[:, :2], b), ValueError, r"K needs shape \(c_out, 3, k, k'\), got \(4, 2, 3, 2\)"),
    (lambda: conv2d(X, K, b[:2]), ValueError, r"b needs shape \(4,\), got \(2,\)"),
    (lambda: conv2d(X, K, b, padding=-1), ValueError, "padding needs a whole number of at least 0, got -1"),
    (lambda: conv2d(X, K, b, stride=0), ValueError, "stride needs a whole number of at least 1, got 0"),
    (lambda: conv2d(X[:, :, :2], K, b), ValueError, "needs k <= n \\+ 2 padding, got k = 3, n = 2, padding = 0"),
    (lambda: conv2d(X[..., :1], K, b), ValueError, "needs k <= n \\+ 2 padding, got k = 2, n = 1, padding = 0"),
    (lambda: conv2d_gradient(X, K, G[:, :3]), ValueError, r"G needs shape \(2, 4, 3, 5\), got \(2, 3, 3, 5\)"),
    (lambda: conv2d_gradient(X, K[:, :2], G), ValueError, r"K needs shape \(c_out, 3, k, k'\), got \(4, 2, 3, 2\)"),
    (lambda: pointwise(X, np.ones((2, 2)), [0, 0]), ValueError, r"W needs shape \(3, m\), got \(2, 2\)"),
    (lambda: pointwise(X, np.ones((3, 2)), [0]), ValueError, r"b needs shape \(2,\), got \(1,\)"),
    (lambda: max_pool(X, 6), ValueError, "needs k <= n \\+ 2 padding, got k = 6, n = 5"),
    (lambda: average_pool(X, 2, 0), ValueError, "stride needs a whole number of at least 1, got 0"),
    (lambda: max_pool_gradient(X, G), ValueError, r"G needs shape \(2, 3, 2, 3\), got \(2, 4, 3, 5\)"),
    (lambda: average_pool_gradient(X, G), ValueError, r"G needs shape \(2, 3, 2, 3\), got \(2, 4, 3, 5\)"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

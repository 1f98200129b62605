"""Weight counts, receptive fields and skips: against counting, poking at pixels, and central differences."""
import inspect

import numpy as np
import pytest

from ffedu import gradcheck
from ffedu.connections import (CONV3, FIX, POOL2, Field, Window, backward, forward, output_size, random_layers,
                               receptive_fields, weight_counts)
from ffedu.convolution import conv2d, convolve, max_pool

X = np.random.default_rng(0).standard_normal((2, 3))
W, c = random_layers(np.random.default_rng(1), L=4, n=3)
GOOD = {"weight_counts": {"rows": 7, "columns": 9, "channels": 2, "k": 3},
        "output_size": {"n": 28, "k": 3, "stride": 1, "padding": 1}, "receptive_fields": {"layers": FIX, "n": 28},
        "random_layers": {"rng": np.random.default_rng(0), "L": 2, "n": 3},
        "forward": {"X": X, "W": W, "c": c, "skip": 1}, "backward": {"X": X, "W": W, "c": c, "G": X, "skip": 2}}


def test_zeleners_image_has_230400_numbers_and_not_240400():
    got = weight_counts(240, 320)
    assert got == (230_400, 76_800, 17_694_720_000, 5_709_708, 75)
    assert got.inputs == 3 * 240 * 320 and got.outputs == 240 * 320 and got.shared == 5 * 5 * 3
    assert 240_400 % 3 == 1                                                    # erratum Z-01: no three channels have it
    assert got.dense == weight_counts(320, 240).dense and got.dense // got.shared == 235_929_600


@pytest.mark.parametrize("rows, columns, channels, k", [
    (5, 7, 1, 3), (4, 6, 2, 3), (5, 5, 3, 5), (6, 3, 2, 1), (7, 9, 1, 7), (5, 1, 1, 1)])
def test_the_weights_are_those_of_the_matrix_of_the_convolution(rows, columns, channels, k):
    """One row of the dense W for each pixel: what it alone, raised to 1, gives at all outputs."""
    pixels = np.eye(channels * rows * columns).reshape(-1, channels, rows, columns)
    dense = conv2d(pixels, np.ones((1, channels, k, k)), [0], padding=k // 2).reshape(len(pixels), -1)
    got = weight_counts(rows, columns, channels, k)
    assert dense.shape == (got.inputs, got.outputs) and dense.size == got.dense
    assert np.count_nonzero(dense) == got.sparse and channels * k * k == got.shared


@pytest.mark.parametrize("n", range(1, 9))
def test_output_size_is_the_number_of_windows(n):
    for k in range(1, 9):
        for stride in (1, 2, 3):
            for padding in (0, 1, 2):
                windows = len(range(-padding, n + padding - k + 1, stride))
                if windows:
                    assert output_size(n, k, stride, padding) == windows
                else:
                    with pytest.raises(ValueError, match="a window of k units needs k <= n"):
                        output_size(n, k, stride, padding)
    assert output_size(n, 1) == n == len(convolve(np.ones(n), [1], "valid"))


def test_the_table_of_the_slide_with_its_last_two_rows_put_right():
    assert FIX == (CONV3, CONV3, POOL2, CONV3, CONV3, POOL2, CONV3)
    assert receptive_fields(FIX, 28) == [
        Field(28, 1, 1, 0), Field(28, 3, 1, -1), Field(28, 5, 1, -2), Field(14, 6, 2, -2), Field(14, 10, 2, -4),
        Field(14, 14, 2, -6), Field(7, 16, 4, -6), Field(7, 24, 4, -10)]       # erratum F-01: 15 and 23 are printed


def reached(layers, pixel, n):
    """Which units of the last layer move when one pixel of a line of zeros is raised; no weights can cancel."""
    line = np.zeros((1, 1, 1, n))
    line[0, 0, 0, pixel] = 1.0
    for k, stride, padding in layers:
        line = np.pad(line, [(0, 0), (0, 0), (0, 0), (padding, padding)])
        line = conv2d(line, np.ones((1, 1, 1, k)), [0], stride)
    return np.flatnonzero(line[0, 0, 0])


@pytest.mark.parametrize("layers, n", [(FIX[:depth], 28) for depth in range(1, 8)] + [
    ([Window(5, 3, 2), Window(3, 2, 0), Window(2, 1, 1)], 31), ([Window(4, 2), Window(3)], 17), ([Window(1, 2)], 6)])
def test_the_pixels_that_a_unit_sees_by_poking_at_each_of_them(layers, n):
    field = receptive_fields(layers, n)[-1]
    seen = [[] for _ in range(field.n)]
    for pixel in range(n):
        for unit in reached(layers, pixel, n):
            seen[unit].append(pixel)
    for i, pixels in enumerate(seen):
        first = field.start + i * field.jump
        assert pixels == [p for p in range(first, first + field.r) if 0 <= p < n]


def test_the_middle_unit_of_the_stack_sees_24_pixels_square():
    """The stack as it is, with max pooling, in the plane: every pixel raised by itself on a random image."""
    draw = np.random.default_rng(0)
    image, kernels = draw.uniform(1, 2, (1, 1, 28, 28)), draw.uniform(1, 2, (5, 1, 1, 3, 3))

    def stack(X):
        weights = iter(kernels)
        for layer in FIX:
            X = conv2d(X, next(weights), [0], padding=1) if layer == CONV3 else max_pool(X)
        return X[:, 0, 3, 3]
    changed = np.repeat(image, 28 * 28, axis=0)
    changed.reshape(784, 784)[np.diag_indices(784)] += 1000                    # large enough to win its pool
    moved = (stack(changed) != stack(image)).reshape(28, 28)
    rows, columns = np.flatnonzero(moved.any(1)), np.flatnonzero(moved.any(0))
    assert (rows[0], rows[-1], columns[0], columns[-1]) == (2, 25, 2, 25) and moved[2:26, 2:26].all()


@pytest.mark.parametrize("skip", [0, 1, 2, 3, 4, 5])
def test_forward_by_hand_and_gradients_by_number(skip):
    a, h = forward(X, W, c, skip)
    assert a.shape == (4, 2, 3) and h.shape == (5, 2, 3) and np.array_equal(h[0], X)
    for i in range(4):
        np.testing.assert_allclose(a[i], h[i] @ W[i] + c[i])
        below = h[i + 1 - skip] if skip and i + 1 >= skip else 0
        np.testing.assert_allclose(h[i + 1], 1 / (1 + np.exp(-a[i])) + below, rtol=1e-12)
    G = np.random.default_rng(2).standard_normal(X.shape)
    grads = backward(X, W, c, G, skip)
    assert np.array_equal(grads.dh[-1], G) and grads.dh.shape == h.shape
    for place, got in ((0, grads.dh[0]), (1, grads.dW), (2, grads.dc)):
        def J(value):
            theta = [X, W, c]
            theta[place] = value
            return float(np.sum(G * forward(*theta, skip).h[-1]))
        assert got.shape == (X, W, c)[place].shape
        np.testing.assert_allclose(got, gradcheck.numerical_gradient(J, (X, W, c)[place]), rtol=1e-6, atol=1e-9)


def test_a_skip_adds_one_to_the_slope_of_a_layer():
    w, x = 0.7, 0.3
    s = 1 / (1 + np.exp(-w * x))
    for skip, one in ((0, 0), (1, 1), (2, 0)):
        slope = backward([[x]], [[[w]]], [[0]], [[1]], skip).dh[0].item()
        assert slope == pytest.approx(one + w * s * (1 - s), rel=1e-14)
    plain, around = (backward([[x]], [[[w]], [[w]]], [[0], [0]], [[1]], skip).dh[0].item() for skip in (0, 2))
    assert around == pytest.approx(plain + 1, rel=1e-14)


def test_twenty_sigmoid_layers_lose_the_gradient_and_skips_keep_it():
    draw = np.random.default_rng(0)
    layers, x = random_layers(draw), draw.standard_normal((1, 10))
    norms = [np.linalg.norm(backward(x, *layers, np.ones((1, 10)), skip).dh[0]) for skip in (0, 1, 2)]
    np.testing.assert_allclose(norms, [6.17e-13, 3.63, 3.39], rtol=2e-3)


def test_the_start_and_what_is_not_said():
    layers = random_layers(np.random.default_rng(0), L=50, n=40)
    assert layers.W.shape == (50, 40, 40) and layers.c.shape == (50, 40) and not layers.c.any()
    assert layers.W.std() == pytest.approx(40**-0.5, rel=0.02) and abs(layers.W.mean()) < 0.003
    assert random_layers(np.random.default_rng(0)).W.shape == (20, 10, 10)
    assert [inspect.signature(f).parameters["skip"].default for f in (forward, backward)] == [0, 0]
    assert Window(3) == (3, 1, 0) and CONV3 == (3, 1, 1) and POOL2 == (2, 2, 0)
    assert weight_counts.__defaults__ == (3, 5) and output_size.__defaults__ == (1, 0)


def test_single_precision_stays_and_saturation_is_quiet():
    single = [value.astype(np.float32) for value in (X, W, c)]
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        results = [*forward(*single, 1), *backward(*single, single[0], 1), *backward(1e4 * single[0], *single[1:], X)]
    assert {value.dtype for value in results[:5]} == {np.dtype(np.float32)}
    assert all(np.isfinite(value).all() for value in results)
    np.testing.assert_array_equal(single[0], X.astype(np.float32))


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: weight_counts(5, 5, k=4), ValueError, "k needs an odd number of at most 5, got 4"),
    (lambda: weight_counts(5, 3, k=5), ValueError, "k needs an odd number of at most 3, got 5"),
    (lambda: weight_counts(0, 3), ValueError, "rows needs a whole number of at least 1, got 0"),
    (lambda: weight_counts(3, 0), ValueError, "columns needs a whole number of at least 1, got 0"),
    (lambda: weight_counts(5, 5, 0), ValueError, "channels needs a whole number of at least 1, got 0"),
    (lambda: weight_counts(5, 5, 1, 0), ValueError, "k needs a whole number of at least 1, got 0"),
    (lambda: output_size(0, 1), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: output_size(1, 0), ValueError, "k needs a whole number of at least 1, got 0"),
    (lambda: output_size(1, 1, 0), ValueError, "stride needs a whole number of at least 1, got 0"),
    (lambda: output_size(1, 1, 1, -1), ValueError, "padding needs a whole number of at least 0, got -1"),
    (lambda: receptive_fields(FIX, 0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: receptive_fields([POOL2], 1), ValueError, "got k = 2, n = 1, padding = 0"),
    (lambda: receptive_fields([3], 28), TypeError, "layers needs a Window, got 3"),
    (lambda: receptive_fields(3, 28), TypeError, "layers needs a Sequence, got 3"),
    (lambda: random_layers(0), TypeError, "rng needs a Generator, got 0"),
    (lambda: random_layers(np.random.default_rng(0), 0), ValueError, "L needs a whole number of at least 1, got 0"),
    (lambda: random_layers(np.random.default_rng(0), 1, 0), ValueError, "n needs a whole number of at least 1, got 0"),
    (lambda: forward(X, W[:, :2], c), ValueError, r"W needs shape \(L, 3, 3\), got \(4, 2, 3\)"),
    (lambda: forward(X, W, c[:2]), ValueError, r"c needs shape \(4, 3\), got \(2, 3\)"),
    (lambda: forward(X[0], W, c), ValueError, r"X needs shape \(m, n\), got \(3,\)"),
    (lambda: forward(X, W, c, -1), ValueError, "skip needs a whole number of at least 0, got -1"),
    (lambda: backward(X, W, c, X[:1]), ValueError, r"G needs shape \(2, 3\), got \(1, 3\)"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

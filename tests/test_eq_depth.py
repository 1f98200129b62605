"""The numeric twins of the display equations of notebooks/depth.ipynb: same LaTeX, checked by number."""
from math import comb, prod

import numpy as np
import pytest
from equations import twin

from ffedu import approximation, depth, mlp, piecewise, regions

rng = np.random.default_rng(0)
X01 = np.linspace(0, 1, 129)


def tents(x, i):
    for _ in range(i):
        x = 2 * np.maximum(0, x) - 4 * np.maximum(0, x - 0.5)
    return x


@twin("depth.1", r"h^{(l)} = g\left(W^{(l)\top} h^{(l-1)} + b^{(l)}\right), \qquad h^{(0)} = x")
def test_a_chain_of_layers():
    theta, x = mlp.random_start(rng, [3, 5, 4, 2]), rng.standard_normal(3)
    trace, h = mlp.forward(theta, x[None]), x
    for l, (W, b) in enumerate(theta[:-1]):
        h = np.maximum(0, W.T @ h + b)
        np.testing.assert_allclose(trace.h[l + 1][0], h, rtol=1e-12)


@twin("depth.2", r"T(x) = 2\max\{0, x\} - 4\max\{0, x - \tfrac12\}")
def test_the_tent():
    for l in (1, 2, 5):
        assert mlp.forward(depth.tent(l), X01[:, None]).z[:, 0].tolist() == tents(X01, l).tolist()
    assert tents(np.array([0, 0.25, 0.5, 0.75, 1]), 1).tolist() == [0, 0.5, 1, 0.5, 0]


@twin("depth.3", r"f(|(t + s) - t|) = f(|(t - s) - t|)")
def test_a_fold_makes_mirror_images():
    t = 0.375
    net = [mlp.Layer(np.ones((1, 1)), np.array([-t])), *depth.fold(2, n_0=1)]
    s = rng.uniform(0, 1, 50)[:, None]
    right, left = (mlp.forward(net, t + side * s, "absolute").z for side in (1, -1))
    np.testing.assert_allclose(right, left, atol=1e-14)
    assert np.ptp(right) > 0.1


@twin("depth.4", r"\prod_{i<l} \left\lfloor \frac{n_i}{d} \right\rfloor^{d} \; \sum_{j=0}^{d} \binom{n_l}{j} \;\le\; N "
                 r"\;\le\; \prod_{i=1}^{l} \; \sum_{j=0}^{d} \binom{n_i}{j}")
def test_bounds_of_the_number_of_regions():
    for d, widths in ((1, [2, 2, 2]), (2, [4, 4]), (2, [5, 3, 7]), (3, [6, 9])):
        cuts = [sum(comb(n, j) for j in range(d + 1)) for n in widths]
        assert depth.montufar(d, widths) == prod((n // d) ** d for n in widths[:-1]) * cuts[-1]
        assert depth.most(d, widths) == prod(cuts) >= depth.montufar(d, widths)
    net = [mlp.Layer(W, rng.normal(0, 0.5, b.shape)) for W, b in mlp.random_start(rng, [2, 4, 4, 1])]
    assert regions.in_box(net, (-9, -9), (9, 9)).cells <= depth.most(2, [4, 4])


@twin("depth.5", r"x^2 \approx x - \sum_{i=1}^{m} \frac{T^{(i)}(x)}{4^i}, \qquad \text{error } 2^{-2m-2} "
                 r"\text{ on } [0, 1]")
def test_the_square_from_tents():
    for m in range(1, 7):
        t = np.arange(2**m + 1) / 2**m
        by_hand = t - sum(tents(t, i) / 4**i for i in range(1, m + 1))
        assert mlp.forward(depth.square(m), t[:, None]).z[:, 0].tolist() == by_hand.tolist()
        error = piecewise.sup_distance_to_square(piecewise.Piecewise(t, by_hand))
        assert error == 2.0 ** (-2 * m - 2) == depth.square_error(m)


@twin("depth.6", r"\min_{N \text{ units}} \; \max_{0 \le x \le 1} \left|F(x) - x^2\right| = "
                 r"\frac{1}{8 \left(N + \frac12\right)^2}")
def test_the_square_from_one_layer():
    for N in (1, 3, 6, 24):
        best = approximation.square_with_units(N)
        error = piecewise.sup_distance_to_square(best)
        assert error == pytest.approx(1 / (8 * (N + 0.5) ** 2), rel=1e-12)
        for _ in range(50):                                  # no neighbour with as many units is better
            v = best.v + rng.normal(0, error / 10, best.v.shape)
            v[1] = v[0]                                      # flat before the first bend
            t = np.concatenate([[0], np.sort(best.t[1:-1] + rng.normal(0, 0.05 / N, N)), [1]])
            if np.all(np.diff(t) > 0):
                assert piecewise.sup_distance_to_square(piecewise.Piecewise(t, v)) >= error - 1e-15


@twin("depth.7", r"u = |\,|x| - \tfrac12\,|, \qquad y = \begin{cases} 1 \text{ (hole)} & |u_1 - u_2| > 0.15 \\ "
                 r"0 \text{ (paper)} & \text{otherwise} \end{cases}")
def test_the_paper_cut_is_a_chain_of_folds():
    X = rng.uniform(-1, 1, (500, 2))
    u = np.abs(np.abs(X) - 0.5)
    np.testing.assert_array_equal(mlp.forward(depth.fold(2), X, "absolute").h[-1], u)
    y = (np.abs(u[:, 0] - u[:, 1]) > 0.15).astype(float)
    third = mlp.Layer(np.array([[1.0], [-1.0]]), np.zeros(1))
    net = [*depth.fold(2)[:-1], third, mlp.Layer(np.ones((1, 1)), np.array([-0.15]))]
    assert (mlp.forward(net, X, "absolute").z[:, 0] > 0).tolist() == (y == 1).tolist() and 0 < y.mean() < 1


@twin("depth.8", r"P = \sum_{i=1}^{l+1} \left(n_{i-1} + 1\right) n_i")
def test_parameters_of_a_chain():
    for widths in ([2, 16, 16, 16, 1], [2, 152, 1], [3, 5, 4]):
        by_hand = sum((a + 1) * b for a, b in zip(widths, widths[1:]))
        assert sum(W.size + b.size for W, b in mlp.random_start(rng, widths)) == by_hand


@twin("depth.q1", r"F(x) = x - \sum_{i=1}^{m} \frac{T^{(i)}(x)}{4^i}, \qquad "
                  r"T^{(i)}(x) = T\!\left(T^{(i-1)}(x)\right)")
@pytest.mark.parametrize("m", [1, 2, 5])
def test_the_parabola_of_the_exercise(m):
    F = X01 - sum(tents(X01, i) / 4**i for i in range(1, m + 1))
    np.testing.assert_allclose(mlp.forward(depth.square(m), X01[:, None]).z[:, 0], F, atol=1e-14)
    assert np.abs(F - X01**2).max() <= depth.square_error(m) + 1e-15
    assert tents(X01, 0) is X01


@twin("depth.q2", r"h^{(l)} = \max\{0,\ h^{(l-1)} W^{(l)} + b^{(l)}\}, \qquad h^{(0)} = X, \qquad z = h^{(L)} w")
def test_the_network_of_the_exercise():
    theta = [mlp.Layer(W, rng.standard_normal(b.shape)) for W, b in mlp.random_start(rng, [3, 4, 5, 1])]
    X, w = rng.standard_normal((6, 3)), theta[-1].W[:, 0]
    h = X
    for W, b in theta[:-1]:
        h = np.maximum(0, h @ W + b)
    np.testing.assert_allclose(mlp.forward(theta, X).z[:, 0] - theta[-1].b[0], h @ w, rtol=1e-11, atol=1e-12)

"""Constructions: the proved error beside the measured one, the best pieces for x^2 to nine digits, what cannot work."""
import numpy as np
import pytest

from ffedu import approximation as app, piecewise as pw

NET = app.staircase(np.sin, 5, 1.0)
GOOD = {"staircase": {"f": np.sin, "N": 5, "L": 1.0, "a": 0.0, "b": 1.0, "sharpness": 40.0},
        "bumps": {"f": np.sin, "N": 5, "L": 1.0, "a": 0.0, "b": 1.0, "sharpness": 40.0},
        "step_net": {"net": NET, "x": [0.0, 0.5]}, "square_with_pieces": {"N": 3}, "square_with_units": {"N": 3},
        "equidistributed": {"f": np.exp, "d2f": np.exp, "N": 3, "a": 0.0, "b": 1.0, "grid": 11},
        "random_features": {"rng": np.random.default_rng(0), "g": np.tanh, "x": [0.0, 1.0], "n": 3, "scale": 2.0},
        "least_squares": {"H": np.eye(3)[:, :2], "y": [1.0, 2.0, 3.0]},
        "sup_distance": {"F": np.sin, "f": np.cos, "L": 2.0, "a": 0.0, "b": 1.0, "n": 11},
        "l1_distance": {"F": np.sin, "f": np.cos, "a": 0.0, "b": 1.0, "n": 11},
        "rate": {"N": [1, 2], "errors": [1.0, 0.5]}}
WAVES = {"sin": (lambda x: np.sin(7 * x), 7.0), "root": (lambda x: np.sqrt(0.01 + x), 5.0), "flat": (lambda x: 0 * x + 3, 0.1)}


@pytest.mark.parametrize("build, units", [(app.staircase, 1), (app.bumps, 2)])
@pytest.mark.parametrize("name", WAVES)
@pytest.mark.parametrize("a, b", [(0.0, 1.0), (-1.0, 2.0)])
def test_the_proved_bound_holds(build, units, name, a, b):
    f, L = WAVES[name]
    if a < 0 and name == "root":
        f = lambda x: np.sqrt(0.01 + np.abs(x))                                            # noqa: E731
    for N in (5, 40):
        net = build(f, N, L, a, b)
        assert len(net.m) == len(net.c) == units * N
        x = np.linspace(a, b, 4001)
        assert np.abs(app.step_net(net, x) - f(x)).max() <= net.bound
        assert net.bound == pytest.approx(L * (b - a) / N, abs=1e-6 * (1 + L))       # the smooth steps cost next to nothing


def test_blunt_steps_are_worse_and_their_bound_says_so():
    f, L = WAVES["sin"]
    x = np.linspace(0, 1, 4001)
    for sharpness in (2.0, 5.0):
        for build in (app.staircase, app.bumps):
            net, sharp = build(f, 20, L, sharpness=sharpness), build(f, 20, L)
            assert sharp.bound * 1.01 < net.bound and np.abs(app.step_net(net, x) - f(x)).max() <= net.bound
    assert app.staircase(f, 20, L, sharpness=5.0).k == pytest.approx(100)
    h, q = 1 / 20, np.exp(-2.5)
    assert app.staircase(f, 20, L, sharpness=5.0).bound == pytest.approx(L * h * (1 + 2 * q / (1 - q * q)))
    assert app.bumps(f, 20, L, sharpness=5.0).bound == pytest.approx(
        L * h * (1 + 2 * q / (1 - q * q)) + 2 * np.abs(f((np.arange(20) + 0.5) / 20)).max() * q * q)


def test_a_bump_as_high_as_three_stands_out_by_twice_that_at_the_ends():
    h, q = 0.1, np.exp(-0.25)
    assert app.bumps(lambda x: 0 * x - 3, 10, 0.5, sharpness=0.5).bound == pytest.approx(
        0.5 * h * (1 + 2 * q / (1 - q * q)) + 6 * q * q)
    assert app.staircase(lambda x: 0 * x - 3, 10, 0.5, sharpness=0.5).bound == pytest.approx(0.5 * h * (1 + 2 * q / (1 - q * q)))


def test_one_piece_and_two_points_are_enough():
    for build in (app.staircase, app.bumps):
        net = build(np.sin, 1, 1.0)
        assert np.abs(app.step_net(net, np.linspace(0, 1, 101)) - np.sin(np.linspace(0, 1, 101))).max() <= net.bound
    chord = app.equidistributed(np.square, lambda x: 0 * x + 2, 1, grid=2)
    assert chord.limit == pytest.approx(1 / 8) and chord.F.v.tolist() == pytest.approx([-1 / 8, 7 / 8])
    assert app.sup_distance(np.square, lambda x: x, 1.0, 0.0, 0.5, n=2).low == 0.25
    assert app.l1_distance(np.square, lambda x: x, 0.0, 0.5, n=2) == pytest.approx(1 / 16)


def test_a_step_stands_where_it_should():
    net = app.staircase(np.square, 4, 2.0, 0.0, 2.0)
    assert net.m.tolist() == [0.25, 0.75, 1.25, 1.75] and net.c.tolist() == [0.25, 0.75, 1.25, 1.75] and net.c0 == 0
    table = app.bumps(np.square, 2, 2.0, 0.0, 2.0)
    assert table.m.tolist() == [-1, 1, 1, 3] and table.c.tolist() == [0.25, 2.25, -0.25, -2.25] and table.c0 == 0
    assert app.step_net(net, 0.5) == pytest.approx(0.25, abs=1e-6)


@pytest.mark.parametrize("N", [1, 2, 3, 8, 50])
def test_the_best_pieces_and_units_for_the_square_reach_their_error(N):
    pieces, units = app.square_with_pieces(N), app.square_with_units(N)
    assert pw.sup_distance_to_square(pieces) == pytest.approx(1 / (8 * N**2), rel=1e-9)
    assert pw.sup_distance_to_square(units) == pytest.approx(1 / (8 * (N + 0.5) ** 2), rel=1e-9)
    assert len(pw.to_relu(units).t) == N and len(pw.to_relu(pieces).t) == N
    assert units.t[0] == pieces.t[0] == 0 and units.t[-1] == pytest.approx(1) and pw.pieces(units) == N + 1
    np.testing.assert_allclose(pw.relu_net(pw.to_relu(units), units.t), units.v, atol=1e-12)


@pytest.mark.parametrize("N", [1, 3])
def test_moving_a_knot_or_a_value_of_the_best_makes_it_worse(N):
    """A local check of what the alternation proves: no single change helps."""
    for best in (app.square_with_pieces(N), app.square_with_units(N)):
        least = pw.sup_distance_to_square(best)
        for i in range(len(best.t)):
            for step in (-1e-3, 1e-3):
                assert pw.sup_distance_to_square(best._replace(v=best.v + step * (np.arange(len(best.v)) == i))) > least - 1e-12


@pytest.mark.parametrize("f, d2f, a, b", [(np.exp, np.exp, 0.0, 1.0), (np.sin, lambda x: -np.sin(x), 0.2, 2.9),
                                          (np.exp, np.exp, -2.0, 3.0)])
def test_equal_shares_of_the_root_of_the_curvature_tend_to_the_best(f, d2f, a, b):
    ratios = []
    for N in (10, 40, 160):
        best = app.equidistributed(f, d2f, N, a, b)
        assert len(best.F.t) == N + 1 and best.F.t[[0, -1]] == pytest.approx([a, b])
        x = np.linspace(a, b, 40_001)
        ratios.append(np.abs(pw.evaluate(best.F, x) - f(x)).max() / best.limit)
    assert abs(ratios[2] - 1) < 0.02 and abs(ratios[2] - 1) < abs(ratios[0] - 1)
    uniform = pw.Piecewise(np.linspace(a, b, 161), f(np.linspace(a, b, 161)))
    assert np.abs(pw.evaluate(uniform, x) - f(x)).max() > 1.5 * best.limit


def test_the_limit_for_the_square_is_that_of_the_square():
    best = app.equidistributed(np.square, lambda x: 2 + 0 * x, 7)
    assert best.limit == pytest.approx(1 / (8 * 49))
    np.testing.assert_allclose(best.F.v, app.square_with_pieces(7).v, atol=1e-12)


def test_polynomial_units_do_not_learn_more_with_width_and_others_do():
    x = np.linspace(-1, 1, 201)
    y = np.abs(x)

    def error(g, n):
        return app.least_squares(app.random_features(np.random.default_rng(0), g, x, n), y)
    cube = lambda a: a**3                                                                # noqa: E731
    few, many = error(cube, 8), error(cube, 300)
    assert few.rank == many.rank == 4 and few.rms == pytest.approx(many.rms, rel=1e-6)
    best_cubic = y - np.polyval(np.polyfit(x, y, 3), x)
    assert many.rms == pytest.approx(np.sqrt(np.mean(best_cubic**2)), rel=1e-6)
    relu = lambda a: np.maximum(a, 0)                                                    # noqa: E731
    assert error(relu, 300).rms < 0.1 * many.rms
    assert error(relu, 300).rms < error(relu, 8).rms


def test_least_squares_leaves_a_residual_at_right_angles():
    H, y = np.random.default_rng(0).standard_normal((9, 4)), np.random.default_rng(1).standard_normal(9)
    fit = app.least_squares(H, y)
    np.testing.assert_allclose(H.T @ (fit.yhat - y), 0, atol=1e-12)
    assert fit.rank == 4 and fit.rms == pytest.approx(np.linalg.norm(fit.yhat - y) / 3)
    np.testing.assert_allclose(fit.yhat, H @ fit.w)
    np.testing.assert_array_equal(app.random_features(np.random.default_rng(0), np.tanh, [1.0], 3),
                                  app.random_features(np.random.default_rng(0), np.tanh, [1.0], 3, 3.0))


def test_features_are_spread_as_their_weights_are():
    """w x + c has the variance scale^2 (x^2 + 1): at 0 that of c, far out that of w x."""
    a = app.random_features(np.random.default_rng(0), lambda a: a, [0.0, 3.0], 20_000, 0.5)
    np.testing.assert_allclose(a.std(1), [0.5, 0.5 * 10**0.5], rtol=0.03)                # six standard errors
    assert app.random_features(np.random.default_rng(0), np.tanh, [0.0], 1).shape == (1, 1)


def test_distances_and_rates():
    elsewhere = app.sup_distance(np.square, lambda x: x, L=3.0, a=1.0, b=4.0, n=4)
    assert elsewhere == (12, 12 + 3 * 1 / 2) and app.l1_distance(np.square, lambda x: x, 1.0, 4.0, 4) == pytest.approx(14)
    assert app.rate([1, 10], [5.0, 0.5]) == pytest.approx(1)
    between = app.sup_distance(np.square, lambda x: x, L=1.0, n=4)
    assert between.low <= 0.25 <= between.high == pytest.approx(between.low + 1 / 6)
    assert app.l1_distance(np.square, lambda x: x) == pytest.approx(1 / 6, abs=1e-8)
    assert app.l1_distance(np.square, lambda x: x, 0, 2, 3) == pytest.approx(1.0)
    assert app.rate([1, 10, 100], [5.0, 0.5, 0.05]) == pytest.approx(1)
    errors = [np.abs(app.step_net(app.staircase(np.sin, N, 1.0), np.linspace(0, 1, 9001)) - np.sin(np.linspace(0, 1, 9001))).max()
              for N in (10, 20, 40, 80)]
    assert app.rate([10, 20, 40, 80], errors) == pytest.approx(1, abs=0.05)
    assert app.rate([4, 8, 16], [1 / (8 * N**2) for N in (4, 8, 16)]) == pytest.approx(2)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: app.staircase(np.sin, 0, 1.0), ValueError, "N needs a whole number of at least 1, got 0"),
    (lambda: app.staircase(np.sin, 3, 0.0), ValueError, "L needs a number above 0"),
    (lambda: app.bumps(np.sin, 3, 1.0, 1.0, 1.0), ValueError, "a and b need a < b, got 1.0 and 1.0"),
    (lambda: app.bumps(np.sin, 3, 1.0, sharpness=0), ValueError, "sharpness needs a number above 0"),
    (lambda: app.staircase(lambda x: 1.0, 3, 1.0), ValueError, r"f\(x\) needs shape \(4,\), got \(\)"),
    (lambda: app.equidistributed(np.exp, lambda x: 0 * x, 3), ValueError, r"d2f needs one sign on \[0, 1\], got values from 0 to 0"),
    (lambda: app.equidistributed(np.sin, lambda x: -np.sin(x), 3, 0.5, 6.0), ValueError, r"d2f needs one sign on \[0.5, 6\]"),
    (lambda: app.step_net(3, [1.0]), TypeError, "net needs a StepNet, got 3"),
    (lambda: app.rate([2, 2], [1.0, 0.5]), ValueError, "N and errors need two sizes at least and numbers above 0, got 2 sizes"),
    (lambda: app.rate([1, 2], [1.0, 0.0]), ValueError, "N and errors need two sizes"),
    (lambda: app.rate([0, 2], [1.0, 1.0]), ValueError, "N and errors need two sizes"),
    (lambda: app.random_features(0, np.tanh, [1.0], 1), TypeError, "rng needs a Generator"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""Folds counted, bounds beside counts, the square by depth to the last bit."""
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from ffedu import depth, mlp, piecewise, regions

GOOD = {"tent": {"l": 2}, "fold": {"m": 2, "n_0": 2}, "square": {"m": 2}, "square_error": {"m": 2},
        "shallow_units": {"pieces": 4, "skip": True}, "zaslavsky": {"n": 4, "d": 2}, "montufar": {"n_0": 2, "widths": [4, 4]},
        "most": {"n_0": 2, "widths": [4, 4]}, "binomial_reading": {"d": 2, "n": 4, "l": 2},
        "ratio_reading": {"d": 2, "n": 4, "l": 2}, "maxout_regions": {"k": 2, "l": 2, "d": 2}}


@pytest.mark.parametrize("l", range(1, 8))
def test_the_tent_has_two_to_the_l_pieces(l):
    net = depth.tent(l)
    inside, everywhere = regions.on_line(net, [0], [1], 0, 1), regions.on_line(net, [0], [1])
    assert inside.pieces == 2**l == depth.shallow_units(inside.pieces)
    assert everywhere.pieces == 2**l + (1 if l == 1 else 2)
    assert inside.bends == tuple(Fraction(i, 2**l) for i in range(1, 2**l))
    assert [len(layer.b) for layer in net] == [2] * l + [1]
    x = np.arange(2**l + 1)[:, None] / 2**l
    assert mlp.forward(net, x).z[:, 0].tolist() == [float(i % 2) for i in range(2**l + 1)]
    assert everywhere.pieces <= depth.most(1, [2] * l)


@pytest.mark.parametrize("m", [1, 2, 3])
def test_folds_lay_all_cells_upon_one(m):
    net = depth.fold(m)
    assert regions.in_box(net, g="absolute").cells == 4**m
    assert regions.on_line(depth.fold(m, n_0=1), [0], [1], -1, 1, "absolute").pieces == 2**m
    cell = 2.0 ** (1 - m)
    x = np.random.default_rng(0).uniform(-1, 1, (500, 2))
    folded = mlp.forward(net, x, "absolute").h[-1]
    assert folded.min() >= 0 and folded.max() <= cell
    inner = np.random.default_rng(1).uniform(0, cell, (50, 2))            # the cell at the corner (-1, -1) and its neighbour
    left, right = -1 + inner, np.column_stack([-1 + 2 * cell - inner[:, 0], -1 + inner[:, 1]])
    np.testing.assert_allclose(mlp.forward(net, left, "absolute").z, mlp.forward(net, right, "absolute").z, atol=1e-12)


@pytest.mark.parametrize("m", range(1, 9))
def test_the_square_by_depth_is_exact_at_its_knots_and_its_error_is_the_formula(m):
    net = depth.square(m)
    t = np.arange(2**m + 1) / 2**m
    v = mlp.forward(net, t[:, None]).z[:, 0]
    assert v.tolist() == (t**2).tolist()
    F = piecewise.Piecewise(t, v)
    assert piecewise.sup_distance_to_square(F) == depth.square_error(m) == 2.0 ** (-2 * m - 2)
    assert piecewise.sup_distance_to_square(F._replace(v=v - depth.square_error(m) / 2)) == depth.square_error(m) / 2
    if m <= 6:
        found = regions.on_line(net, [0], [1], 0, 1)
        assert found.pieces == 2**m and found.bends == tuple(Fraction(i, 2**m) for i in range(1, 2**m))
    assert sum(len(layer.b) for layer in net[:-1]) == 3 * m


def test_a_shallow_sawtooth_needs_a_unit_a_bend_and_one_for_the_first_slope():
    saw = piecewise.Piecewise(np.arange(9.0) / 8, np.arange(9) % 2 * 1.0)
    assert len(piecewise.to_relu(saw).t) == depth.shallow_units(8) == 8
    assert depth.shallow_units(8, skip=True) == 7 == len(piecewise.to_relu(saw._replace(v=saw.v - 8 * saw.t)).t)


def sums(bends):
    """What the slope left of all bends can be with one unit a bend: minus a sum of those bends that face left."""
    return {-sum(part) for r in range(len(bends) + 1) for part in combinations(bends, r)}


@pytest.mark.parametrize("pieces", range(1, 10))
def test_one_unit_a_bend_is_not_enough_for_a_sawtooth_nor_for_the_square(pieces):
    saw = [(-1) ** i for i in range(pieces)]
    squared = [2 * i + 1 for i in range(pieces)]
    for slopes in (saw, squared):
        assert slopes[0] not in sums(np.diff(slopes).tolist())
    assert depth.shallow_units(pieces) == pieces


def test_but_slopes_one_and_zero_are_a_single_unit_that_faces_left():
    left = [mlp.Layer(np.array([[-1.0]]), np.zeros(1)), mlp.Layer(np.array([[-1.0]]), np.zeros(1))]
    assert regions.on_line(left, [0], [1], -1, 1).pieces == 2 and 1 in sums([-1])


def test_the_readings_of_the_number_of_regions():
    assert depth.ratio_reading(2, 4, 2) == 64 and depth.ratio_reading(2, 3, 2) == Fraction(81, 4)
    assert depth.ratio_reading(3, 6, 1) == 216 and depth.ratio_reading(2, 6, 3) == 3**4 * 36
    assert all(depth.ratio_reading(1, 2, l) == depth.binomial_reading(1, 2, l) == 2**l for l in range(1, 7))


def test_one_unit_with_one_input_in_one_layer_is_a_network_too():
    assert depth.binomial_reading(1, 1, 1) == depth.ratio_reading(1, 1, 1) == depth.maxout_regions(1, 1, 1) == 1
    assert depth.most(1, [1]) == depth.montufar(1, [1]) == 2


def test_bounds():
    assert depth.zaslavsky(3, 10**9) == 8
    assert depth.zaslavsky(0, 2) == 1 and depth.zaslavsky(5, 9) == 32 and depth.zaslavsky(10, 3) == 1 + 10 + 45 + 120
    assert depth.montufar(2, [4, 4]) == 44 and depth.most(2, [4, 4]) == 121 and depth.binomial_reading(2, 4, 2) == 576
    assert depth.montufar(2, [5, 6, 3]) == 4 * 9 * 7 and depth.most(3, [2]) == 4
    assert depth.montufar(1, [2] * 5) == 2**4 * 3 <= depth.most(1, [2] * 5) == 3**5
    assert depth.binomial_reading(1, 2, 3) == 8 and depth.binomial_reading(2, 4, 1) == 16
    assert depth.maxout_regions(3, 1, 2) == 9 and depth.maxout_regions(3, 4, 2) == 3**5


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: depth.tent(0), ValueError, "l needs a whole number of at least 1, got 0"),
    (lambda: depth.fold(1, 0), ValueError, "n_0 needs a whole number of at least 1, got 0"),
    (lambda: depth.fold(0), ValueError, "m needs a whole number of at least 1, got 0"),
    (lambda: depth.square(0), ValueError, "m needs a whole number of at least 1, got 0"),
    (lambda: depth.montufar(3, [2, 4]), ValueError, r"widths needs at least n_0 = 3 units in each layer, got \[2, 4\]"),
    (lambda: depth.most(1, []), ValueError, "widths needs at least one layer, got none"),
    (lambda: depth.shallow_units(3, skip=1), TypeError, "skip needs a bool, got 1"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

"""Regions counted exactly: against counts by hand, against a fine grid, against the bounds."""
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from ffedu import depth, hidden_units, mlp, regions
from ffedu.mlp import Layer

TENT = [Layer(np.array([[1.0, 1.0]]), np.array([0.0, -0.5])), Layer(np.array([[2.0], [-4.0]]), np.zeros(1))]
PLANE = [Layer(np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), np.array([0.0, 0.0, -0.5])), Layer(np.ones((3, 1)), np.zeros(1))]
GOOD = {"on_line": {"theta": TENT, "p": [0.0], "d": [1.0], "a": 0.0, "b": 1.0, "g": "relu"},
        "in_box": {"theta": PLANE, "low": (-1, -1), "high": (1, 1), "g": "relu"}}


def network(seed, widths):
    rng = np.random.default_rng(seed)
    return [layer._replace(b=rng.standard_normal(layer.b.shape)) for layer in mlp.random_start(rng, widths)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("g", ["relu", "absolute"])
def test_bends_along_a_line_are_where_a_fine_grid_sees_them(seed, g):
    theta, rng = network(seed, [2, 4, 3, 1]), np.random.default_rng(seed + 10)
    p, d = rng.standard_normal(2), rng.standard_normal(2)
    found = regions.on_line(theta, p, d, -2, 2, g)
    s = np.linspace(-2, 2, 8001)
    z = mlp.forward(theta, p + s[:, None] * d, g).z[:, 0]
    bent = s[1:-1][np.abs(np.diff(z, 2)) > 1e-9]
    assert len(found.bends) == found.pieces - 1 and list(found.bends) == sorted(found.bends)
    for place in bent:                             # every bend of the grid is one of ours
        assert np.min(np.abs(np.array(found.bends, float) - place)) < 1.1 * 4 / 8000
    for bend in found.bends:                       # and every bend of ours bends
        assert np.min(np.abs(bent - float(bend))) < 1.1 * 4 / 8000
    assert found.patterns >= found.pieces


def test_pieces_of_one_function_are_one_piece():
    straight = [Layer(np.array([[1.0, -1.0]]), np.zeros(2)), Layer(np.array([[1.0], [-1.0]]), np.zeros(1))]    # relu(x) - relu(-x)
    found = regions.on_line(straight, [0.0], [1.0])
    assert found.pieces == 1 and found.patterns == 2 and found.bends == ()


def test_the_ends_are_open_and_may_be_missing():
    assert regions.on_line(TENT, [0.0], [1.0], 0, 1).bends == (Fraction(1, 2),)
    assert regions.on_line(TENT, [0.0], [1.0], -1).pieces == 3 and regions.on_line(TENT, [0.0], [1.0], b=0.25).pieces == 2
    assert regions.on_line(TENT, [0.0], [1.0]).bends == (0, Fraction(1, 2))
    assert regions.on_line(TENT, [1.0], [2.0]).bends == (Fraction(-1, 2), Fraction(-1, 4))
    assert regions.on_line(TENT[1:], [0, 0], [1, 1]).pieces == 1


def test_beyond_the_last_bend_a_unit_is_what_it_is_there():
    """A single relu is 0 on the one side and s on the other; a point taken from the wrong side would see no bend."""
    single = [Layer(np.ones((1, 1)), np.zeros(1))] * 2
    assert regions.on_line(single, [0.0], [1.0]) == (2, (0,), 2)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_lines_in_general_position_reach_zaslavsky(n):
    angles = np.pi * (np.arange(n) + 0.3) / n
    W = np.array([np.cos(angles), np.sin(angles)])
    b = 0.05 * np.cos(7.0 * np.arange(n) + 1)
    found = regions.in_box([Layer(W, b), Layer(np.ones((n, 1)), np.zeros(1))], (-9, -9), (9, 9))
    assert found.cells == depth.zaslavsky(n, 2) and found.functions <= found.cells


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("g", ["relu", "absolute"])
def test_cells_of_the_plane_are_the_patterns_that_points_find(seed, g):
    theta = network(seed, [2, 4, 3, 1])
    found = regions.in_box(theta, g=g)
    x = np.random.default_rng(0).uniform(-1, 1, (60_000, 2))
    trace = mlp.forward(theta, x, hidden_units.UNITS[g])
    patterns = np.unique(np.hstack([a > 0 for a in trace.a[:-1]]), axis=0)
    assert 0.8 * found.cells <= len(patterns) <= found.cells <= depth.most(2, [4, 3])
    assert found.functions <= found.cells
    row = regions.on_line(theta, [-1.0, 0.1], [1.0, 0.0], 0, 2, g)
    assert row.patterns <= found.cells


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("g, negative", [("relu", 0), ("absolute", -1)])
def test_cells_are_the_patterns_that_linear_programming_finds_possible(seed, g, negative):
    optimize = pytest.importorskip("scipy.optimize")
    theta, possible = network(seed + 20, [2, 3, 3, 1]), 0
    for pattern in product([1, 0], repeat=6):
        h, rows = np.eye(3)[:2], []                                       # two inputs, in terms of x, y and 1
        for layer, on in zip(theta, np.reshape(pattern, (2, 3, 1))):
            a = layer.W.T @ h + np.outer(layer.b, [0, 0, 1])
            rows.append(np.where(on, 1, -1) * a)
            h = np.where(on, 1, negative) * a
        rows = np.vstack(rows)
        dead = ~rows.any(axis=1)                                          # 0 everywhere counts as on
        if any(dead & (np.array(pattern) == 0)):
            continue
        A = np.column_stack([-rows[~dead, :2], np.ones(sum(~dead))])      # the widest t with row >= t inside the box
        best = optimize.linprog([0, 0, -1], A, rows[~dead, 2], bounds=[(-1, 1), (-1, 1), (None, 1)])
        possible += best.status == 0 and -best.fun > 1e-9
    assert regions.in_box(theta, g=g).cells == possible > 1


def test_a_box_sees_what_crosses_it():
    assert regions.in_box(PLANE, (0.1, 0.1), (0.2, 0.2)) == (1, 1)
    assert regions.in_box(PLANE, (-1, -1), (1, 1)).cells == 7
    for b in (-1.0, 1.0):                                                 # the line is an edge of the box
        touching = [Layer(np.array([[1.0], [0.0]]), np.array([b])), Layer(np.ones((1, 1)), np.zeros(1))]
        assert regions.in_box(touching).cells == 1
        assert regions.in_box(touching, *((0, 0), (2, 1)) if b < 0 else ((-2, -1), (0, 0))) == (2, 2)


def test_lines_through_the_corners_cut_the_box_into_four():
    diagonals = [Layer(np.array([[1.0, 1.0], [1.0, -1.0]]), np.zeros(2)), Layer(np.array([[1.0], [2.0]]), np.zeros(1))]
    assert regions.in_box(diagonals) == (4, 4)


def test_the_output_cuts_nothing_where_it_is_0():
    assert regions.in_box([PLANE[0], PLANE[1]._replace(b=np.array([-0.5]))]) == (7, 7)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: regions.on_line([], [0], [1]), ValueError, "theta needs at least one layer, got none"),
    (lambda: regions.on_line([3], [0], [1]), TypeError, r"theta needs a \(W, b\) for each layer, got 3"),
    (lambda: regions.on_line(TENT, [0], [1], 1, 1), ValueError, "a and b need a < b, got 1 and 1"),
    (lambda: regions.on_line(TENT, [0, 1], [1]), ValueError, r"p needs shape \(1,\), got \(2,\)"),
    (lambda: regions.on_line(TENT, [0], [1], g="tanh"), ValueError, "g needs relu or absolute, got 'tanh'"),
    (lambda: regions.on_line([TENT[0], TENT[0]], [0], [1]), ValueError, r"W needs shape \(2, n_out\), got \(1, 2\)"),
    (lambda: regions.in_box(TENT), ValueError, "theta and the box need two inputs and low < high, got 1"),
    (lambda: regions.in_box(PLANE, (0, 0), (0, 1)), ValueError, "theta and the box need two inputs"),
    (lambda: regions.in_box(PLANE, (0, 0), (1, 0)), ValueError, "theta and the box need two inputs"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(regions, "MOST", 6)
    with pytest.raises(ValueError, match="theta needs at most 6 parts, got 7"):
        regions.in_box(PLANE)
    assert regions.on_line(TENT, [0.0], [1.0]).pieces == 3

"""Separable or not: counted, certified in whole numbers, and held against brute force and a linear programme."""
import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import data, separability
from ffedu.separability import Verdict, census, decide, proves

X, XOR, OR = data.corners(2), data.gate("XOR").y, data.gate("OR").y
GOOD = {"decide": {"X": X, "y": XOR, "epochs": 50}, "proves": {"verdict": decide(X, XOR), "X": X, "y": XOR},
        "census": {"n": 2}}
NO = Verdict(False, (0, 0), 0, (1, 1, 1, 1))


@pytest.mark.parametrize("n, separable", [(1, 4), (2, 14), (3, 104)])
def test_every_verdict_has_a_certificate_that_holds_in_whole_numbers(n, separable):
    verdicts, corners = census(n), data.corners(n).astype(int).tolist()
    assert len(verdicts) == 2 ** 2**n and sum(v.separable for v in verdicts) == separable
    for v, y in zip(verdicts, data.boolean_functions(n).tolist()):
        assert all(type(number) is int for number in (*v.w, v.b, *v.counts)) and min(v.counts) >= 0
        s = [[(2 * t - 1) * c for c in (*x, 1)] for x, t in zip(corners, y)]
        total = [sum(k * row[j] for k, row in zip(v.counts, s)) for j in range(n + 1)]
        assert total == [*v.w, v.b]
        if v.separable:
            assert all(sum(a * c for a, c in zip(total, row)) > 0 for row in s)
        else:
            assert total == [0] * (n + 1) and sum(v.counts) > 0
        assert proves(v, corners, y)


def test_of_two_inputs_only_xor_and_its_opposite_are_out_of_reach():
    assert [name for name, v in zip(data.GATES, census()) if not v.separable] == ["XOR", "XNOR"]
    assert decide(X, XOR) == NO


def test_units_with_small_weights_reach_the_same_104():
    corners = data.corners(3)
    reached = set()
    for *w, b in itertools.product(range(-2, 3), range(-2, 3), range(-2, 3), range(-6, 6)):
        reached.add(tuple((corners @ w + b + 0.5 > 0).astype(int)))
    assert reached == {tuple(y) for y, v in zip(data.boolean_functions(3), census(3)) if v.separable}


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.booleans()), min_size=1, max_size=7))
def test_every_verdict_on_small_grids_is_proved(points):
    points, y = [p[:2] for p in points], [int(p[2]) for p in points]
    assert proves(decide(points, y), points, y)


def test_a_linear_programme_agrees():
    linprog = pytest.importorskip("scipy.optimize").linprog
    rng = np.random.default_rng(0)
    found = set()
    for _ in range(60):
        points, y = rng.integers(-4, 5, (6, 2)), rng.integers(0, 2, 6)
        S = (2 * y - 1)[:, None] * np.column_stack([points, np.ones(6)])
        feasible = linprog(np.zeros(3), A_ub=-S, b_ub=-np.ones(6), bounds=(None, None)).status == 0
        assert decide(points, y).separable == feasible
        found.add(feasible)
    assert found == {True, False}


def test_repeated_points_of_both_classes_and_of_one():
    assert decide([[5], [5]], [0, 1]) == Verdict(False, (0,), 0, (1, 1))
    assert decide([[5], [5]], [1, 1]) == Verdict(True, (5,), 1, (1, 0))
    assert decide([[2**53], [-(2**53)]], [1, 0], epochs=2).separable


def test_the_integers_have_no_largest():
    points = [[2**53], [-(2**53) + 1]]
    verdict = decide(points, [1, 0])
    assert proves(verdict, points, [1, 0])
    assert verdict.w[0] * points[0][0] > 2**64                                  # beyond int64, and exact


@pytest.mark.parametrize("verdict", [
    NO._replace(counts=(1, 1, 1, 0)), NO._replace(counts=(0, 0, 0, 0)), NO._replace(counts=(-1, -1, -1, -1)),
    NO._replace(separable=True), decide(X, OR), decide(X, OR)._replace(separable=False), NO._replace(b=1)])
def test_a_false_certificate_is_refused(verdict):
    assert proves(NO, X, XOR) and proves(decide(X, OR), X, OR)
    assert not proves(verdict, X, XOR)


def test_a_true_sum_alone_proves_nothing():
    assert not proves(Verdict(True, (1, 1), 1, (0, 0, 0, 1)), X, OR)           # leaves (0, 0) on the wrong side
    assert not proves(Verdict(True, (1, 0), 0, (-1, 0, 1, 0)), [[0, 0], [0, 1], [1, 0], [1, 1]], [1, 1, 1, 1])
    assert not proves(Verdict(True, (0,), 0, (0,)), [[0]], [1])                # a margin of 0 is none
    assert not proves(Verdict(False, (1,), 1, (1,)), [[1]], [1])


def test_epochs_are_a_limit():
    AND = data.gate("AND").y
    assert decide(X, AND, epochs=9).separable
    with pytest.raises(ValueError, match="epochs needs to be large enough for a verdict, got 8"):
        decide(X, AND, epochs=8)
    assert not decide(X, XOR, epochs=1).separable
    with pytest.raises(ValueError, match="verdict, got 10000"):
        decide([[1000, 999], [999, 998]], [1, 0])                               # separable, with little room


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: decide([[0.5]], [1]), ValueError, r"X needs whole numbers of at most 2\^53 in size, got 0.5"),
    (lambda: decide([[2.0**54]], [1]), ValueError, r"X needs whole numbers of at most 2\^53 in size, got 1.80144e\+16"),
    (lambda: decide([[1]], [2]), ValueError, "y needs 0 or 1, got 2"),
    (lambda: decide([[1]], [1, 0]), ValueError, r"y needs shape \(1,\), got \(2,\)"),
    (lambda: decide([[1]], [1], epochs=0), ValueError, "epochs needs a whole number of at least 1, got 0"),
    (lambda: proves((True, (1,), 1, (1,)), [[1]], [1]), TypeError, "verdict needs a Verdict, got"),
    (lambda: proves(NO, [[1]], [1]), ValueError, "verdict needs 1 weights, 1 counts, got 2, 4"),
    (lambda: proves(NO, X[:3], OR[:3]), ValueError, "verdict needs 2 weights, 3 counts, got 2, 4"),
    (lambda: census(5), ValueError, "n needs to be at most 4, got 5")])
def test_errors_say_what_is_needed_and_what_was_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_what_is_not_said():
    assert separability.decide.__defaults__ == (10_000,) and separability.census.__defaults__ == (2,)

"""Threshold units, gates, Rosenblatt's rule with its bound, and logistic units: numbers, laws, gradients, errors."""
import inspect

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ffedu import data, gradcheck, perceptron
from ffedu.perceptron import GATES, with_bias

X = data.corners(2)
AND, OR, XOR = (data.gate(name).y for name in ("AND", "OR", "XOR"))
THREE = {"X": X, "Y": np.column_stack([AND, OR, XOR]), "W": np.zeros((2, 3)), "b": np.zeros(3)}
GOOD = {"threshold_unit": {"X": X, "w": [1, 1], "b": -1.5}, "layer": {"X": X, "W": np.ones((2, 3)), "b": [0, 1, 2]},
        "mcculloch_pitts": {"X": X, "more_than": 1, "inhibitory": 1}, "with_bias": {"X": X},
        "angle": {"w": [1, 0], "phi": [1, 1]}, "update": {"w": [1, 0], "phi": [1, 1], "y": 1},
        "rosenblatt": {"Phi": with_bias(X), "y": 2 * AND - 1, "epochs": 3},
        "novikoff": {"Phi": with_bias(X), "y": 2 * AND - 1, "w": [-3, 2, 2]},
        "logistic_cost": THREE | {"one_sided": True}, "logistic_gradient": THREE | {"one_sided": True},
        "train_logistic": THREE | {"epsilon": 0.1, "epochs": 2, "one_sided": True}}
vectors = st.lists(st.floats(-100, 100), min_size=3, max_size=3)


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOR"])
def test_each_gate_is_its_truth_table_with_room_to_both_sides(name):
    z, yhat = perceptron.threshold_unit(X, *GATES[name])
    assert yhat.tolist() == data.gate(name).y.tolist()
    assert np.abs(z).min() == 0.5 and set(np.abs(GATES[name].w)) == {1}


def test_not_turns_its_input_round():
    z, yhat = perceptron.threshold_unit([[0], [1]], *GATES["NOT"])
    assert z.tolist() == [0.5, -0.5] and yhat.tolist() == [1, 0]


def test_xor_of_gates():
    hidden = perceptron.layer(X, np.column_stack([GATES["OR"].w, GATES["NAND"].w]), [GATES["OR"].b, GATES["NAND"].b])
    assert perceptron.threshold_unit(hidden.yhat, *GATES["AND"]).yhat.tolist() == XOR.tolist()


def test_a_layer_is_its_units_side_by_side_and_the_step_at_0_is_1():
    rng = np.random.default_rng(0)
    W, b, points = rng.standard_normal((3, 4)), rng.standard_normal(4), rng.standard_normal((5, 3))
    z, yhat = perceptron.layer(points, W, b)
    for k in range(4):
        one = perceptron.threshold_unit(points, W[:, k], b[k])
        np.testing.assert_allclose(z[:, k], one.z, rtol=1e-12)
        np.testing.assert_array_equal(yhat[:, k], one.yhat)
    assert perceptron.threshold_unit([[-1], [0], [1]], [1]).yhat.tolist() == [0, 1, 1]


def test_no_step_unit_on_a_grid_gets_more_than_three_of_four_of_xor():
    axis = np.linspace(-2, 2, 17)
    w1, w2, b = (v.ravel() for v in np.meshgrid(axis, axis, axis))
    wrong = perceptron.layer(X, [w1, w2], b).yhat != XOR[:, None]
    assert wrong.shape == (4, 17**3) and wrong.mean(axis=0).min() == 0.25
    assert perceptron.threshold_unit(X, [0, 0], 0.5).yhat.tolist() == [1, 1, 1, 1]            # erratum P-05


def test_mcculloch_pitts_counts_and_is_inhibited():
    cube = data.corners(3)
    for k in range(-1, 4):
        assert perceptron.mcculloch_pitts(cube, k).tolist() == (cube.sum(axis=1) > k).tolist()
    assert perceptron.mcculloch_pitts(X, 1).tolist() == AND.tolist()
    assert perceptron.mcculloch_pitts(X, 0).tolist() == OR.tolist()
    assert perceptron.mcculloch_pitts([[0], [1]], -1, inhibitory=1).tolist() == [1, 0]
    assert perceptron.mcculloch_pitts(X, 0, inhibitory=1).tolist() == data.gate("x1 AND NOT x2").y.tolist()
    assert perceptron.mcculloch_pitts(X, -1, inhibitory=2).tolist() == data.gate("NOR").y.tolist()


@given(vectors, vectors, st.sampled_from([-1, 1]))
def test_an_update_raises_the_margin_by_the_squared_length(w, phi, y):
    w, phi = np.array(w), np.array(phi)
    after = perceptron.update(w, phi, y)
    np.testing.assert_array_equal(after, w + phi if y == 1 else w - phi)
    assert y * (after - w) @ phi == pytest.approx(phi @ phi, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("degrees", [0, 1e-6, 30, 90, 150, 180])
@pytest.mark.parametrize("scale", [1e-200, 1, 1e200])
def test_angles(degrees, scale):
    t = np.radians(degrees)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = perceptron.angle([scale, 0], [3 * np.cos(t), 3 * np.sin(t)])
        swapped = perceptron.angle([3 * np.cos(t), 3 * np.sin(t)], [scale, 0])
    assert got == pytest.approx(degrees, rel=1e-9, abs=1e-12) and swapped == pytest.approx(got, rel=1e-12, abs=1e-12)


# Erratum P-19: 6 epochs for OR and 9 for AND, the last one without a mistake.
@pytest.mark.parametrize("y, w, epochs, updates", [(OR, [-1, 2, 2], 6, 9), (AND, [-4, 3, 2], 9, 18)])
def test_rosenblatt_on_gates_as_the_errata_measured(y, w, epochs, updates):
    Phi, sign = with_bias(X), 2 * y - 1
    run = perceptron.rosenblatt(Phi, sign)
    assert (run.w.tolist(), run.epochs, len(run.updates), run.converged) == (w, epochs, updates, True)
    assert np.all(sign * (Phi @ run.w) > 0)
    assert len(run.updates) <= perceptron.novikoff(Phi, sign, run.w).bound


def test_the_trace_is_the_rule_step_by_step():
    Phi, sign = with_bias(X), 2 * XOR - 1
    run = perceptron.rosenblatt(Phi, sign, epochs=4)
    w, seen = np.zeros(3), iter(run.updates)
    for epoch in (1, 2, 3, 4):
        for i in range(4):
            if sign[i] * (w @ Phi[i]) <= 0:
                u = next(seen)
                assert (u.epoch, u.i, u.margin_before) == (epoch, i, sign[i] * (w @ Phi[i]))
                assert u.before.tolist() == w.tolist()
                w = perceptron.update(w, Phi[i], sign[i])
                assert u.after.tolist() == w.tolist() and u.margin_after == sign[i] * (w @ Phi[i])
                assert u.margin_after - u.margin_before == Phi[i] @ Phi[i]
    assert next(seen, None) is None and (run.epochs, run.converged) == (4, False) and run.w.tolist() == w.tolist()


def test_xor_never_ends_and_one_epoch_can_be_all():
    run = perceptron.rosenblatt(with_bias(X), 2 * XOR - 1)
    assert not run.converged and run.epochs == 100 and run.updates[-1].epoch == 100
    once = perceptron.rosenblatt([[1.0], [2.0]], [1, 1], epochs=1)
    assert (once.converged, len(once.updates)) == (False, 1)
    assert perceptron.rosenblatt([[1.0], [2.0]], [1, 1], epochs=2).converged
    assert perceptron.rosenblatt([[2.0]], [-1]).w.tolist() == [-2]


@pytest.mark.parametrize("seed", range(8))
def test_novikoff_holds_on_separable_points_of_a_known_line(seed):
    points, classes = data.halves(np.random.default_rng(seed), m=30, gap=0.3)
    angle, c = (rng := np.random.default_rng(seed)).uniform(0, 2 * np.pi), rng.uniform(-1, 1)
    Phi, y = with_bias(points), 2 * classes - 1
    R, gamma, bound = perceptron.novikoff(Phi, y, [-c, np.cos(angle), np.sin(angle)])
    assert R == pytest.approx(np.sqrt((Phi**2).sum(axis=1).max())) and bound == pytest.approx(R**2 / gamma**2)
    assert gamma >= 0.3 / np.sqrt(1 + c**2) - 1e-12
    run = perceptron.rosenblatt(Phi, y, epochs=10_000)
    assert run.converged and len(run.updates) <= bound


@pytest.mark.parametrize("one_sided", [False, True])
def test_logistic_gradient_against_differences_and_cost_in_closed_form(one_sided):
    rng = np.random.default_rng(0)
    points, W, b = rng.standard_normal((7, 2)), rng.standard_normal((2, 3)), rng.standard_normal(3)
    Y = rng.integers(0, 2, (7, 3))
    p = 1 / (1 + np.exp(-(points @ W + b)))
    expected = -(Y * np.log(p) + (0 if one_sided else (1 - Y) * np.log(1 - p))).mean(axis=0)
    np.testing.assert_allclose(perceptron.logistic_cost(points, Y, W, b, one_sided), expected, rtol=1e-12)
    slope = perceptron.logistic_gradient(points, Y, W, b, one_sided)
    for value, got, at in ((W, slope.w, lambda v: (v, b)), (b, slope.b, lambda v: (W, v))):
        numerical = gradcheck.numerical_gradient(
            lambda v: perceptron.logistic_cost(points, Y, *at(v), one_sided).sum(), value)
        np.testing.assert_allclose(got, numerical, rtol=1e-6, atol=1e-9)
    if one_sided:
        assert slope.b.max() <= 0                                       # no bias ever falls
    else:
        np.testing.assert_allclose(slope.w, points.T @ (p - Y) / 7, rtol=1e-10)               # erratum P-01


# Erratum P-02, a unit from zero, epsilon 1, 20,000 steps.
@pytest.mark.parametrize("y, J, right", [(AND, 1.667e-5, 0.25), (OR, 3.283e-5, 0.75)])
def test_half_a_cross_entropy_is_happy_with_1_everywhere(y, J, right):
    start = np.zeros((2, 1)), np.zeros(1)
    wrong = perceptron.train_logistic(X, y[:, None], *start, epsilon=1.0, epochs=20_000, one_sided=True)
    yhat = perceptron.layer(X, wrong.W, wrong.b).yhat[:, 0]
    assert wrong.J[-1, 0] == pytest.approx(J, rel=1e-3)
    assert yhat.tolist() == [1, 1, 1, 1] and np.mean(yhat == y) == right
    if y is AND:
        outputs = 1 / (1 + np.exp(-(X @ wrong.W + wrong.b)[:, 0]))
        np.testing.assert_allclose(outputs, [0.961028, 0.998358, 0.998358, 0.999933], atol=1e-6)
    both = perceptron.train_logistic(X, y[:, None], *start, epsilon=1.0, epochs=500)
    assert perceptron.layer(X, both.W, both.b).yhat[:, 0].tolist() == y.tolist()


def test_the_bias_grows_without_end_under_half_a_cross_entropy():
    biases = [perceptron.train_logistic(**THREE, epochs=n, one_sided=True).b for n in (0, 10, 100, 1000)]
    assert np.all(np.diff(biases, axis=0) > 0)


def test_three_units_from_zero_learn_each_alone_and_hardly_at_a_thousandth():
    together = perceptron.train_logistic(**THREE, epochs=50)
    assert together.J.shape == (51, 3) and np.all(np.diff(together.J[:, :2], axis=0) < 0)
    np.testing.assert_allclose(together.J[0], np.log(2))
    for k in range(3):
        alone = perceptron.train_logistic(X, THREE["Y"][:, [k]], np.zeros((2, 1)), [0], epsilon=0.1, epochs=50)
        np.testing.assert_allclose(together.W[:, [k]], alone.W, atol=1e-15)
        np.testing.assert_allclose(together.J[:, [k]], alone.J, rtol=1e-14)
    slow = perceptron.train_logistic(X, OR[:, None], np.zeros((2, 1)), [0], epsilon=0.001).J  # erratum P-18
    assert [round(J, 4) for J in slow[[0, -1], 0]] == [0.6931, 0.6751] and len(slow) == 101
    said = {name: p.default for name, p in inspect.signature(perceptron.train_logistic).parameters.items()}
    assert (said["epsilon"], said["epochs"], said["one_sided"]) == (0.1, 100, False)


def test_one_step_is_theta_minus_epsilon_times_the_gradient():
    start = np.array([[0.3], [-0.2]]), np.array([0.1])
    step = perceptron.train_logistic(X, XOR[:, None], *start, epsilon=0.25, epochs=1)
    slope = perceptron.logistic_gradient(X, XOR[:, None], *start)
    np.testing.assert_allclose(step.W, start[0] - 0.25 * slope.w, rtol=1e-15)
    np.testing.assert_allclose(step.b, start[1] - 0.25 * slope.b, rtol=1e-15)


def test_the_printed_update_divides_the_cost_by_the_weight():                                # erratum P-01
    at = X, XOR[:, None], [[0.3], [-0.2]], [0]
    assert perceptron.logistic_gradient(*at).w[0, 0] == pytest.approx(0.0249, abs=5e-5)
    assert perceptron.logistic_cost(*at)[0] / 0.3 == pytest.approx(2.325, abs=5e-4)


@pytest.mark.parametrize("one_sided", [False, True])
def test_extreme_logits_cost_what_they_should(one_sided):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        J = perceptron.logistic_cost([[1e4]], [[0, 1, 0, 1]], [[1, 1, -1, -1]], np.zeros(4), one_sided)
        slope = perceptron.logistic_gradient([[1e4]], [[0, 1, 0, 1]], [[1, 1, -1, -1]], np.zeros(4), one_sided)
    assert J.tolist() == [0 if one_sided else 1e4, 0, 0, 1e4]
    assert slope.b.tolist() == [0 if one_sided else 1, 0, 0, -1]


def test_single_precision_stays():
    f = np.float32
    points, W, b, Y = X.astype(f), np.ones((2, 1), f), np.zeros(1, f), OR[:, None]
    trained = perceptron.train_logistic(points, Y, W, b, epochs=2)
    slope = perceptron.logistic_gradient(points, Y, W, b)
    run = perceptron.rosenblatt(with_bias(points), 2 * OR - 1)
    made = [*perceptron.layer(points, W, b), *perceptron.threshold_unit(points, W[:, 0], 0.5), *trained, *slope, run.w,
            perceptron.mcculloch_pitts(points, 1), perceptron.update(W[:, 0], W[:, 0], 1)]
    assert {array.dtype for array in made} == {np.dtype(f)}


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_the_length_of_the_separating_w_does_not_matter(size):
    assert perceptron.novikoff([[1.0, 0]], [1], [size, 0]) == (1, 1, 1)


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: perceptron.threshold_unit([1, 2], [1, 2]), ValueError, r"X needs shape \(m, n\), got \(2,\)"),
    (lambda: perceptron.threshold_unit(X, [1, 2, 3]), ValueError, r"w needs shape \(2,\), got \(3,\)"),
    (lambda: perceptron.layer(X, [[1], [2]], [1, 2]), ValueError, r"b needs shape \(1,\), got \(2,\)"),
    (lambda: perceptron.mcculloch_pitts([[0, 2]], 1), ValueError, "X needs 0 or 1, got 2"),
    (lambda: perceptron.mcculloch_pitts(X, 1, 3), ValueError, "inhibitory needs at most the 2 inputs that .*, got 3"),
    (lambda: perceptron.angle([0, 0], [1, 1]), ValueError, "w, phi needs two vectors that are not 0, got"),
    (lambda: perceptron.angle([1, 1], [0, 0]), ValueError, "w, phi needs two vectors that are not 0, got"),
    (lambda: perceptron.update([1], [1], 0), ValueError, "y needs -1 or 1, got 0"),
    (lambda: perceptron.rosenblatt(X, OR), ValueError, "y needs -1 or 1, got 0"),
    (lambda: perceptron.rosenblatt(X, 2 * OR - 1, epochs=0), ValueError, "epochs needs a whole number of at least 1"),
    (lambda: perceptron.novikoff(X, [1, 1, 1, 1], [1, 1]), ValueError, r"w needs y w\^T phi > 0 .*, got 0 on row 0"),
    (lambda: perceptron.logistic_cost(X, [[2], [0], [1], [1]], [[0], [0]], [0]), ValueError, "Y needs 0 or 1, got 2"),
    (lambda: perceptron.logistic_cost(X, OR, [[0], [0]], [0]), ValueError, r"Y needs shape \(4, 1\), got \(4,\)"),
    (lambda: perceptron.logistic_gradient(**THREE, one_sided=1), TypeError, "one_sided needs a bool, got 1"),
    (lambda: perceptron.train_logistic(**THREE, epsilon=0), ValueError, "epsilon needs a number above 0, got 0.0")])
def test_errors_say_what_is_needed_and_what_was_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

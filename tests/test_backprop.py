"""The book's graphs: their edges as the figures have them, their numbers and gradients against hand formulas."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffedu import backprop, gradcheck, symbolic, xor
from ffedu.graph import Node, grad, nodes
from ffedu.graph_parts import edges, grad_table, members
from ffedu.operations import exp, sigmoid, sqr, tanh

COST = backprop.training_cost()
X2, W1, W2 = np.ones((3, 2)), np.ones((2, 4)), np.ones((4, 2))
Y2 = np.array([[1.0, 0.0], [0.0, 1.0], [0.25, 0.75]])
GOOD = {"product": {"x": 2.0, "y": 3.0}, "square": {"x": 3.0},
        "logistic": {"x": np.ones(2), "w": np.ones(2), "b": 1.0},
        "hidden_layer": {"X": X2, "W": W1, "b": np.ones(4)},
        "prediction_and_decay": {"x": np.ones(2), "w": np.ones(2), "lambda_": 0.1},
        "chain": {"w": 0.5, "f": tanh},
        "training_cost": {"X": X2, "y": Y2, "W1": W1, "W2": W2, "lambda_": 0.1},
        "paths": {"cost": COST}, "walk": {"cost": COST, "at_zero": 0.0}}
# The edges of DL Fig. 6.8, 6.9 and 6.11, as (input, operation, result).
FIGURES = {
    "product": "x multiply z, y multiply z",
    "square": "x multiply z, x multiply z",
    "logistic": "x matmul u1, w matmul u1, u1 add u2, b add u2, u2 sigmoid yhat",
    "hidden_layer": "X matmul U1, W matmul U1, U1 add U2, b add U2, U2 relu H",
    "prediction_and_decay": "x matmul yhat, w matmul yhat, w sqr u1, u1 sum u2, lambda multiply u3, u2 multiply u3",
    "chain": "w softplus x, x softplus y, y softplus z",
    "training_cost": "X matmul U1, W1 matmul U1, U1 relu H, H matmul U2, W2 matmul U2, U2 cross_entropy J_MLE, "
                     "y cross_entropy J_MLE, W1 sqr U3, U3 sum u4, W2 sqr U5, U5 sum u6, u4 add u7, u6 add u7, "
                     "lambda multiply u8, u7 multiply u8, J_MLE add J, u8 add J",
}


def random_cost(seed=0, lambda_=0.3, dtype=float):
    rng = np.random.default_rng(seed)
    X, W1, W2 = (rng.standard_normal(shape).astype(dtype) for shape in ((5, 2), (2, 4), (4, 3)))
    y = rng.dirichlet(np.ones(3), 5).astype(dtype)
    return backprop.training_cost(X, y, W1, W2, lambda_)


@pytest.mark.parametrize("name", FIGURES)
def test_the_edges_are_those_of_the_books_figure(name):
    graph = getattr(backprop, name)()
    assert sorted(f"{p.name} {u.op.name} {u.name}" for p, u in edges(graph)) == sorted(FIGURES[name].split(", "))
    assert set(members(graph)) == set(graph)
    assert [u.name for u in graph] == [field.rstrip("_") for field in graph._fields]


def test_a_product_and_a_square():
    g = backprop.product(2, -5)
    assert g.z.value == -10 and grad(g.z, [g.x, g.y]) == [-5, 2]
    s = backprop.square()
    assert s.z.value == 9 and grad(s.z, [s.x]) == [6]
    G, x = 1.0, s.x.value
    assert [s.z.op.bprop(s.z.value, i, G, (x, x)) for i in (0, 1)] == [x, x]          # x + x = 2x, Srihari 5.52


def test_the_logistic_prediction():
    g = backprop.logistic()
    assert (g.u1.value, g.u2.value, g.yhat.value) == (-1, 0, 0.5)
    dx, dw, db = grad(g.yhat, [g.x, g.w, g.b])
    assert dx.tolist() == [0.25, -0.25] and dw.tolist() == [0.25, 0.5] and db == 0.25
    g = backprop.logistic([1, 2, 3], [0.5, -1, 2], -1)
    assert g.yhat.value == pytest.approx(1 / (1 + np.exp(-3.5)), rel=1e-15)


def test_the_hidden_layer_is_that_of_xor():
    g, trace = backprop.hidden_layer(), xor.network(xor.X, *xor.reference())
    np.testing.assert_array_equal(g.U1.value, trace.XW)
    np.testing.assert_array_equal(g.U2.value, trace.a)
    np.testing.assert_array_equal(g.H.value, trace.h)
    assert grad(g.H.sum(), [g.b])[0].tolist() == [3, 1]          # rows in which each unit is above 0, strictly


def test_w_used_twice_gets_both_gradients():
    g = backprop.prediction_and_decay()
    assert (g.yhat.value, g.u1.value.tolist(), g.u2.value) == (1, [9, 1], 10) and g.u3.value == pytest.approx(1)
    x, w, lambda_ = g.x.value, g.w.value, 0.1
    np.testing.assert_array_equal(grad(g.yhat, [g.w])[0], x)
    np.testing.assert_allclose(grad(g.u3, [g.w])[0], 2 * lambda_ * w)
    np.testing.assert_allclose(grad(g.yhat + g.u3, [g.w])[0], x + 2 * lambda_ * w)
    assert grad(g.u3, [g.lambda_]) == [10]


def test_the_chain_of_softplus_makes_logarithms_of_2_3_and_4():
    g = backprop.chain()
    assert [u.value for u in g] == pytest.approx([0, np.log(2), np.log(3), np.log(4)], rel=1e-15)
    assert grad(g.z, [g.w])[0] == pytest.approx(1 / 2 * 2 / 3 * 3 / 4, rel=1e-15)


@pytest.mark.parametrize("f, slope", [(tanh, lambda a: 1 - np.tanh(a) ** 2), (exp, np.exp), (sqr, lambda a: 2 * a)])
def test_the_chain_rule_for_other_f(f, slope):
    g = backprop.chain(0.3, f)
    by_hand = slope(g.y.value) * slope(g.x.value) * slope(g.w.value)                # DL eq. 6.52
    assert grad(g.z, [g.w])[0] == pytest.approx(by_hand, rel=1e-13)
    assert by_hand == pytest.approx(slope(f(f(0.3))) * slope(f(0.3)) * slope(0.3), rel=1e-15)       # eq. 6.53


def test_symbol_to_symbol_adds_the_nodes_of_figure_6_10():
    g = backprop.chain()
    table = grad_table(g.z, [g.w])
    new = [u for u in members([g.z, table[g.w]]) if u not in set(g)]
    added = {f"{p.name} {u.op.name} {u.name}" for u in new for p in u.inputs}
    assert added == {f"{p} sigmoid softplus'({p})" for p in "wxy"} | {
        "dz/dz multiply dz/dy", "softplus'(y) multiply dz/dy", "dz/dy multiply dz/dx", "softplus'(x) multiply dz/dx",
        "dz/dx multiply dz/dw", "softplus'(w) multiply dz/dw"}
    assert {u.name: u.value for u in table.values()} == pytest.approx(
        {"dz/dz": 1, "dz/dy": 3 / 4, "dz/dx": 1 / 2, "dz/dw": 1 / 4})
    second, = grad(table[g.w], [g.w])
    slope = gradcheck.central_difference(lambda w: symbolic.evaluate(table[g.w], {g.w: float(w)}), 0.0)
    assert second == pytest.approx(float(slope), abs=1e-9) and abs(second) > 0.01


def test_the_training_cost_by_hand():
    """One row of logits is (0, 0), two differ by 1 and one by 2, all to the right side."""
    g = backprop.training_cost()
    J_MLE = (np.log(2) + 2 * np.log1p(np.exp(-1)) + np.log1p(np.exp(-2))) / 4
    assert g.J_MLE.value == pytest.approx(J_MLE, rel=1e-15)
    assert [g.u4.value, g.u6.value, g.u7.value, g.lambda_.value] == [6, 9, 15, 0.1]
    assert g.J.value == pytest.approx(J_MLE + 1.5, rel=1e-15)
    assert g.U1.value.tolist() == [[0, 0, 0], [1, -1, 1], [1, 1, -1], [2, 0, 0]]
    assert g.U2.value.tolist() == [[0, 0], [1, 2], [1, 2], [2, 0]]
    assert g.y.value.tolist() == [[1, 0], [0, 1], [0, 1], [1, 0]]


@pytest.mark.parametrize("which", ["W1", "W2"])
def test_the_gradients_of_the_training_cost_by_number(which):
    g = random_cost()
    at = getattr(g, which)
    number = gradcheck.numerical_gradient(lambda W: float(symbolic.evaluate(g.J, {at: W})), at.value)
    np.testing.assert_allclose(grad(g.J, [at])[0], number, atol=1e-8)


@settings(max_examples=20)
@given(st.integers(0, 999), st.floats(-1, 1))
def test_the_two_paths_add_up_and_the_decays_is_2_lambda_w(seed, lambda_):
    g = random_cost(seed, lambda_)
    p = backprop.paths(g)
    for W, ce, decay, total in zip((g.W1, g.W2), *p):
        np.testing.assert_allclose(decay, 2 * lambda_ * W.value, rtol=1e-14)
        np.testing.assert_allclose(ce + decay, total, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_walk_by_hand_is_the_graphs(seed):
    g = random_cost(seed)
    table = grad_table(g.J_MLE, [g.W1, g.W2])
    for by_hand, u in zip(backprop.walk(g), (g.U2, g.W2, g.H, g.U1, g.W1)):
        np.testing.assert_allclose(by_hand, table[u].value, rtol=1e-13, atol=1e-16)
    assert (g.U1.value < 0).any() and (g.U1.value > 0).any()


def test_the_relus_derivative_at_0_is_seen_in_dw1():
    """Errata S-35: the deck zeroes what is less than 0; read literally, what is exactly 0 passes."""
    zero, one = backprop.walk(COST), backprop.walk(COST, at_zero=1.0)
    np.testing.assert_allclose(grad(COST.J_MLE, [COST.W1])[0], zero.dW1, atol=1e-17)
    np.testing.assert_array_equal(one.dU1 - zero.dU1, np.where(COST.U1.value == 0, zero.dH, 0))
    assert (COST.U1.value == 0).sum() == 5
    q = 1 / (1 + np.exp(2))                      # of the row (1, 1), two of whose units are at 0: its G is (-q, q) / 4
    np.testing.assert_allclose(one.dW1 - zero.dW1, [[0, q / 2, q / 2]] * 2, atol=1e-16)
    np.testing.assert_allclose(backprop.walk(COST, 0.5).dW1, (zero.dW1 + one.dW1) / 2, atol=1e-16)


def test_float32_stays_float32():
    g = random_cost(dtype=np.float32)
    assert {u.dtype for u in (g.X, g.U1, g.H, g.U2, g.J_MLE)} == {np.dtype(np.float32)}
    assert {dW.dtype for dW in grad(g.J_MLE, [g.W1, g.W2])} == {np.dtype(np.float32)}
    assert {part.dtype for part in backprop.walk(g)} == {np.dtype(np.float32)}
    assert backprop.logistic(np.float32([1, 2]), np.float32([1, 2])).u1.dtype == np.float32


def test_each_call_makes_new_nodes_and_what_is_shared_cannot_be_changed():
    assert not set(backprop.training_cost()) & set(backprop.training_cost())
    with pytest.raises(ValueError):
        backprop.training_cost().y.value[0] = 0
    assert all(type(u) is Node for u in COST) and nodes(COST.J)[-1] is COST.J
    assert backprop.chain(f=sigmoid).x.value == 0.5


@pytest.mark.parametrize("call, error, sentence", [
    (lambda: backprop.product([1, 2]), ValueError, r"x needs a single number, got shape \(2,\)"),
    (lambda: backprop.product(1, "y"), TypeError, "y needs real numbers, got dtype <U1"),
    (lambda: backprop.logistic([1, 2], [1, 2, 3]), ValueError, r"w needs shape \(2,\), got \(3,\)"),
    (lambda: backprop.hidden_layer(X2, np.ones((3, 2))), ValueError, r"W needs shape \(2, n_h\), got \(3, 2\)"),
    (lambda: backprop.hidden_layer(X2, W1, np.ones(2)), ValueError, r"b needs shape \(4,\), got \(2,\)"),
    (lambda: backprop.prediction_and_decay([1], [1], np.inf), ValueError, "lambda_ needs a finite number, got inf"),
    (lambda: backprop.chain(0.0, np.tanh), TypeError, "f needs a Operation, got <ufunc 'tanh'>"),
    (lambda: backprop.training_cost(X2, Y2, W1.T), ValueError, r"W1 needs shape \(2, n_h\), got \(4, 2\)"),
    (lambda: backprop.training_cost(X2, Y2, W1, W1), ValueError, r"W2 needs shape \(4, k\), got \(2, 4\)"),
    (lambda: backprop.training_cost(X2, Y2[:2], W1, W2), ValueError, r"y needs shape \(3, 2\), got \(2, 2\)"),
    (lambda: backprop.training_cost(X2, Y2 * 1.01, W1, W2), ValueError,
     r"y needs rows of probabilities, which sum to 1, got \[1.01, 0.0\]"),
    (lambda: backprop.training_cost(X2, 0.99 * Y2, W1, W2), ValueError, "y needs rows of probabilities"),
    (lambda: backprop.training_cost(X2, [[2, -1], [0, 1], [0, 1]], W1, W2), ValueError,
     r"which sum to 1, got \[2.0, -1.0\]"),
    (lambda: backprop.paths(COST.J), TypeError, "cost needs a TrainingCost, got <J 1.86164964>"),
    (lambda: backprop.walk(COST, np.nan), ValueError, "at_zero needs a finite number, got nan"),
])
def test_errors_say_need_and_got(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()

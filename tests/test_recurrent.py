"""Recurrent nets: step by step against the formulas, every gradient by number, and how long a memory is."""
import inspect

import numpy as np
import pytest

from ffedu import gradcheck, recurrent
from ffedu.convolution import convolve
from ffedu.recurrent import (GATES, delay_line, elman, jordan, lstm, lstm_gradient, memory, random_lstm, random_rnn,
                             rnn, rnn_gradient)

T, m, d, k, o = 5, 2, 3, 4, 2
draw = np.random.default_rng(0).standard_normal
X, h0, C0, G = draw((T, m, d)), draw((m, k)), draw((m, k)), draw((T, m, k))
U, W, b, V, c = draw((d, k)), draw((k, k)), draw(k), draw((k, o)), draw(o)
U4, W4, b4, G4 = draw((4, d, k)), draw((4, k, k)), draw((4, k)), draw((T, m, k))
cell = {"X": X, "h0": h0, "U": U, "W": W, "b": b}
gated = {"X": X, "s0": h0, "C0": C0, "U": U4, "W": W4, "b": b4}
GOOD = {"delay_line": {"x": [1, 2, 3], "taps": 2}, "elman": cell | {"V": V, "c": c},
        "jordan": {"X": X, "y0": h0[:, :o], "U": U, "W": W[:o], "b": b, "V": V, "c": c},
        "rnn": cell, "rnn_gradient": cell | {"G": G}, "lstm": gated, "lstm_gradient": gated | {"G": G4},
        "random_rnn": {"rng": np.random.default_rng(0), "d": 2, "k": 3},
        "random_lstm": {"rng": np.random.default_rng(0), "d": 2, "k": 3, "forget": 1.0},
        "memory": {"rng": np.random.default_rng(0), "T": 3, "k": 2, "forget": 1.0}}


def sigma(a):
    return 1 / (1 + np.exp(-a))


def test_a_delay_line_holds_the_last_seven():
    rows = delay_line(range(10))
    assert rows.shape == (4, 7)
    assert rows[0].tolist() == [6, 5, 4, 3, 2, 1, 0] and rows[-1].tolist() == [9, 8, 7, 6, 5, 4, 3]
    w, x = draw(7), draw(20)
    np.testing.assert_allclose(delay_line(x) @ w, convolve(x, w, "valid"), rtol=1e-12, atol=1e-14)
    assert delay_line([1, 2], taps=2).tolist() == [[2, 1]] and delay_line([1, 2], taps=1).tolist() == [[1], [2]]
    single = np.float32([1, 2, 3])
    rows = delay_line(single, 2)
    rows[0, 0] = 9                                                            # a copy: the signal stays
    assert rows.dtype == np.float32 and single.tolist() == [1, 2, 3]


def test_elman_and_jordan_step_by_step():
    h, y = h0, h0[:, :o]
    in_elman, in_jordan = elman(**GOOD["elman"]), jordan(**GOOD["jordan"])
    for t in range(T):
        h = np.tanh(h @ W + X[t] @ U + b)
        np.testing.assert_allclose(in_elman.h[t], h, rtol=1e-12)
        np.testing.assert_allclose(in_elman.y[t], h @ V + c, rtol=1e-12)
        j = np.tanh(y @ W[:o] + X[t] @ U + b)
        y = j @ V + c
        np.testing.assert_allclose(in_jordan.h[t], j, rtol=1e-12)
        np.testing.assert_allclose(in_jordan.y[t], y, rtol=1e-12)
    assert in_elman.h.shape == in_jordan.h.shape == (T, m, k) and in_elman.y.shape == in_jordan.y.shape == (T, m, o)
    np.testing.assert_array_equal(in_elman.h, rnn(**cell)[1:])


def test_a_jordan_net_whose_outputs_are_its_hidden_units_is_elmans():
    same = {"V": np.eye(k), "c": np.zeros(k)}
    np.testing.assert_allclose(jordan(X, h0, U, W, b, **same).h, elman(**cell, **same).h, rtol=1e-12)


def test_rnn_starts_from_h0_and_examples_do_not_meet():
    h = rnn(**cell)
    assert h.shape == (T + 1, m, k) and np.array_equal(h[0], h0)
    np.testing.assert_allclose(rnn(X[:, 1:], h0[1:], U, W, b), h[:, 1:], rtol=1e-12)
    np.testing.assert_allclose(rnn(X[2:], h[2], U, W, b), h[2:], rtol=1e-12)  # where one stops, another can go on


def test_lstm_step_by_step():
    gates, C, s = lstm(**gated)
    assert gates.shape == (T, 4, m, k) and C.shape == s.shape == (T + 1, m, k)
    assert np.array_equal(C[0], C0) and np.array_equal(s[0], h0)
    assert [name.split()[1] for name in GATES] == ["I", "O", "F", "g"]
    for t in range(T):
        I, O, F = (sigma(X[t] @ U4[j] + s[t] @ W4[j] + b4[j]) for j in range(3))
        g = np.tanh(X[t] @ U4[3] + s[t] @ W4[3] + b4[3])
        np.testing.assert_allclose(gates[t], [I, O, F, g], rtol=1e-12)
        np.testing.assert_allclose(C[t + 1], F * C[t] + I * g, rtol=1e-12)
        np.testing.assert_allclose(s[t + 1], O * np.tanh(C[t + 1]), rtol=1e-12)


@pytest.mark.parametrize("gate, C, s", [
    ((-99, 99, 99, 99), 0.5, np.tanh(0.5)), ((99, 99, -99, 99), 1, np.tanh(1)), ((99, -99, 99, 99), 1.5, 0),
    ((99, 99, 99, -99), -0.5, np.tanh(-0.5)), ((-99, 99, -99, 99), 0, 0)])
def test_what_each_gate_does(gate, C, s):
    """Input closed: nothing new; forget closed: nothing old; output closed: nothing out."""
    zero = np.zeros((4, 1, 1))
    trace = lstm([[[3]]], [[0]], [[0.5]], zero, zero, np.array(gate)[:, None])
    assert (trace.C[1].item(), trace.s[1].item()) == (pytest.approx(C), pytest.approx(s))


@pytest.mark.parametrize("forward, backward, good, first", [
    (rnn, rnn_gradient, cell, {"h0": "dh"}), (lambda **a: lstm(**a).s, lstm_gradient, gated, {"s0": "ds", "C0": "dC"})])
def test_every_gradient_by_number(forward, backward, good, first):
    grads = backward(**good, G=G)
    for name, value in good.items():
        def J(changed):
            return float(np.sum(G * forward(**good | {name: changed})[1:]))
        got = getattr(grads, first[name])[0] if name in first else getattr(grads, "d" + name)
        assert got.shape == value.shape
        np.testing.assert_allclose(got, gradcheck.numerical_gradient(J, value), rtol=1e-6, atol=1e-8, err_msg=name)


def test_the_gradient_in_an_inner_state_is_that_of_a_run_that_starts_there():
    h, grads = rnn(**cell), rnn_gradient(**cell, G=G)
    later = rnn_gradient(X[2:], h[2], U, W, b, G[2:])
    np.testing.assert_allclose(grads.dh[2], later.dh[0] + G[1], rtol=1e-12)   # and what J takes from h_2 itself
    np.testing.assert_array_equal(grads.dh[-1], G[-1])
    trace, grads = lstm(**gated), lstm_gradient(**gated, G=G)
    later = lstm_gradient(X[2:], trace.s[2], trace.C[2], U4, W4, b4, G[2:])
    np.testing.assert_allclose(grads.ds[2], later.ds[0] + G[1], rtol=1e-12)
    np.testing.assert_array_equal(grads.ds[-1], G[-1])
    O, C = trace.gates[1, 1], trace.C[2]                                      # dC also has what s_2 took from C_2
    np.testing.assert_allclose(grads.dC[2], later.dC[0] + grads.ds[2] * O * (1 - np.tanh(C)**2), rtol=1e-12)


def test_gradients_are_linear_in_g_and_the_same_when_asked_twice():
    for backward, good in ((rnn_gradient, cell), (lstm_gradient, gated)):
        for one, again, double in zip(backward(**good, G=G), backward(**good, G=G), backward(**good, G=2 * G)):
            np.testing.assert_array_equal(one, again)
            np.testing.assert_array_equal(2 * one, double)


def test_a_plain_net_forgets_and_an_open_forget_gate_remembers():
    left = memory(np.random.default_rng(0))
    assert left.rnn.shape == left.lstm.shape == (101,)
    assert left.rnn[-1] == pytest.approx(1) and left.rnn[0] == pytest.approx(1.68e-24, rel=0.01)
    assert left.lstm[0] == pytest.approx(0.296, rel=0.01) and left.lstm[-1] == pytest.approx(0.210, rel=0.01)
    closed = memory(np.random.default_rng(0), forget=0.0)
    assert closed.lstm[0] < 1e-20 and np.array_equal(closed.rnn, left.rnn)
    short = memory(np.random.default_rng(0), T=4, k=3)
    assert short.rnn.shape == (5,) and short.rnn[-1] == pytest.approx(1)


def test_memory_is_the_norm_of_what_the_gradients_say():
    rng = np.random.default_rng(3)
    x, start, last = rng.standard_normal((4, 1, 2)), np.zeros((1, 2)), np.zeros((4, 1, 2))
    last[-1] = np.sqrt(0.5)
    dh = rnn_gradient(x, start, *random_rnn(rng, 2, 2), last).dh
    dC = lstm_gradient(x, start, start, *random_lstm(rng, 2, 2, forget=1.0), last).dC
    left = memory(np.random.default_rng(3), T=4, k=2, forget=1.0)
    np.testing.assert_allclose(left.rnn, [np.linalg.norm(at) for at in dh], rtol=1e-12)
    np.testing.assert_allclose(left.lstm, [np.linalg.norm(at) for at in dC], rtol=1e-12)


def test_the_starts_and_what_is_not_said():
    plain, gate = random_rnn(np.random.default_rng(0), 50, 200), random_lstm(np.random.default_rng(0), 50, 100)
    assert plain.U.shape == (50, 200) and plain.W.shape == (200, 200) and plain.b.tolist() == [0] * 200
    assert gate.U.shape == (4, 50, 100) and gate.W.shape == (4, 100, 100)
    assert gate.b[2].tolist() == [5] * 100 and not gate.b[[0, 1, 3]].any()
    for weights in (plain, gate):
        assert weights.U.std() == pytest.approx(50**-0.5, rel=0.02)
        assert weights.W.std() == pytest.approx(weights.W.shape[-1]**-0.5, rel=0.02)
    assert random_rnn(np.random.default_rng(0), 1, 1).U.shape == (1, 1)
    said = {name: getattr(recurrent, name).__defaults__ for name in GOOD}
    assert {name: values for name, values in said.items() if values} == {
        "delay_line": (7,), "random_lstm": (5.0,), "memory": (100, 20, 5.0)}
    assert list(inspect.signature(memory).parameters) == ["rng", "T", "k", "forget"]


def test_single_precision_stays_inputs_are_not_changed_and_saturation_is_quiet():
    single = {name: value.astype(np.float32) for name, value in gated.items()}
    plain = {name: value.astype(np.float32) for name, value in cell.items()}
    before = {name: value.copy() for name, value in single.items()}
    G32 = G.astype(np.float32)
    results = [rnn(**plain), *rnn_gradient(**plain, G=G32), *elman(**plain, V=np.float32(V), c=np.float32(c)),
               *lstm(**single), *lstm_gradient(**single, G=G32),
               *jordan(**{name: np.float32(value) for name, value in GOOD["jordan"].items()})]
    assert {value.dtype for value in results} == {np.dtype(np.float32)}
    for name, value in single.items():
        np.testing.assert_array_equal(value, before[name])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for backward, good in ((rnn_gradient, cell), (lstm_gradient, gated)):
            assert all(np.isfinite(g).all() for g in backward(**good | {"X": 1e4 * X}, G=G))


@pytest.mark.parametrize("function, changed, error, sentence", [
    (delay_line, {"taps": 4}, ValueError, "x needs at least 4 steps for 4 taps, got 3"),
    (delay_line, {"taps": 0}, ValueError, "taps needs a whole number of at least 1, got 0"),
    (rnn, {"X": X[0]}, ValueError, r"X needs shape \(T, m, d\), got \(2, 3\)"),
    (rnn, {"X": X[:0]}, ValueError, r"X needs shape \(T, m, d\), got \(0, 2, 3\)"),
    (rnn, {"U": U.T}, ValueError, r"U needs shape \(3, k\), got \(4, 3\)"),
    (rnn, {"W": W[:3]}, ValueError, r"W needs shape \(4, 4\), got \(3, 4\)"),
    (rnn, {"b": b[:3]}, ValueError, r"b needs shape \(4,\), got \(3,\)"),
    (rnn, {"h0": h0[:1]}, ValueError, r"h0 needs shape \(2, 4\), got \(1, 4\)"),
    (rnn_gradient, {"G": G[1:]}, ValueError, r"G needs shape \(5, 2, 4\), got \(4, 2, 4\)"),
    (elman, {"V": V.T}, ValueError, r"V needs shape \(4, o\), got \(2, 4\)"),
    (elman, {"c": b}, ValueError, r"c needs shape \(2,\), got \(4,\)"),
    (jordan, {"W": W}, ValueError, r"W needs shape \(2, 4\), got \(4, 4\)"),
    (jordan, {"y0": h0}, ValueError, r"y0 needs shape \(2, 2\), got \(2, 4\)"),
    (jordan, {"U": U.T}, ValueError, r"U needs shape \(3, k\), got \(4, 3\)"),
    (jordan, {"V": V.T}, ValueError, r"V needs shape \(4, o\), got \(2, 4\)"),
    (jordan, {"b": c}, ValueError, r"b needs shape \(4,\), got \(2,\)"),
    (jordan, {"c": b}, ValueError, r"c needs shape \(2,\), got \(4,\)"),
    (lstm, {"U": U4[:3]}, ValueError, r"U needs shape \(4, 3, k\), got \(3, 3, 4\)"),
    (lstm, {"W": W4[:, :3]}, ValueError, r"W needs shape \(4, 4, 4\), got \(4, 3, 4\)"),
    (lstm, {"b": b4[:3]}, ValueError, r"b needs shape \(4, 4\), got \(3, 4\)"),
    (lstm, {"s0": h0[:1]}, ValueError, r"s0 needs shape \(2, 4\), got \(1, 4\)"),
    (lstm, {"C0": C0[:1]}, ValueError, r"C0 needs shape \(2, 4\), got \(1, 4\)"),
    (lstm_gradient, {"G": G[1:]}, ValueError, r"G needs shape \(5, 2, 4\), got \(4, 2, 4\)"),
    (random_rnn, {"rng": 0}, TypeError, "rng needs a Generator, got 0"),
    (random_rnn, {"d": 0}, ValueError, "d needs a whole number of at least 1, got 0"),
    (random_lstm, {"k": 0}, ValueError, "k needs a whole number of at least 1, got 0"),
    (random_lstm, {"forget": [1]}, ValueError, r"forget needs a single number, got shape \(1,\)"),
    (memory, {"T": 0}, ValueError, "T needs a whole number of at least 1, got 0"),
    (memory, {"k": 0}, ValueError, "k needs a whole number of at least 1, got 0"),
    (memory, {"rng": 0}, TypeError, "rng needs a Generator, got 0"),
])
def test_errors_say_need_and_got(function, changed, error, sentence):
    with pytest.raises(error, match=sentence):
        function(**GOOD[function.__name__] | changed)

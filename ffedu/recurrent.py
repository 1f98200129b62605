"""Sequences: a delay line, the recurrent nets of Elman and Jordan, the LSTM, and back-propagation through time.

    X   (T, m, d)     inputs x_1 to x_T, each m examples in rows       T   steps          k, o   hidden units, outputs
    h   (T+1, m, k)   hidden values, h[0] = h0 (m, k) given            y   (T, m, o)      outputs
    U   (d, k)        weights from the input                           W   (k, k)         weights from one step before
    b   (k,)          biases                                           V   (k, o), c (o,) weights and biases of y
    G   (T, m, k)     gradient of J in h_1 to h_T as far as J uses them directly; dX, dh, dU, ... are whole gradients

In an LSTM the letters are Zelener's: s (T+1, m, k) what it puts out, C (T+1, m, k) its cell, I, O, F its gates; U, W, b
have a leading axis of four, in the order of GATES. The decks write W s; here examples stand in rows: s W.
float32 in, float32 out. Source: DL sections 10.1-10.2, 10.7 and 10.10, Srihari 3.19-3.20, Zelener's recurrent slides,
Fix's RNN part p. 1-3.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ._check import array, count, kind, scalar
from .stable import sigmoid

GATES = ("input I", "output O", "forget F", "candidate g")


def delay_line(x: object, taps: int = 7) -> np.ndarray:
    """Return the rows (x_t, x_{t-1}, ..., x_{t-taps+1}), one for each t that has so long a past.

    A layer on these rows is a time-delay network; one linear unit w on them is convolve(x, w, "valid").
    Shapes: x (n,), rows (n - taps + 1, taps). Raises ValueError where n < taps. Source: Fix's RNN part p. 2.

    >>> print(delay_line([1, 2, 3, 4], taps=3))
    [[3. 2. 1.]
     [4. 3. 2.]]
    """
    x, taps = array("x", x, ("n",)), count("taps", taps, least=1)
    if len(x) < taps:
        raise ValueError(f"x needs at least {taps} steps for {taps} taps, got {len(x)}")
    return sliding_window_view(x, taps)[:, ::-1].copy()


class Weights(NamedTuple):
    """U (d, k), W (k, k), b (k,) of a recurrent layer; (4, d, k), (4, k, k), (4, k) of an LSTM."""
    U: np.ndarray
    W: np.ndarray
    b: np.ndarray


class Outputs(NamedTuple):
    """Hidden values h_1 to h_T (T, m, k) and outputs y_1 to y_T (T, m, o)."""
    h: np.ndarray
    y: np.ndarray


def elman(X: object, h0: object, U: object, W: object, b: object, V: object, c: object) -> Outputs:
    """Return what Elman's net gives, whose hidden units see their own last values.

    h_t = tanh(h_{t-1} W + x_t U + b),  y_t = h_t V + c. Shapes at the head of this module.
    Raises ValueError where they do not fit. Source: DL eq. 10.8-10.10, Fix's RNN part p. 3.

    >>> print(elman([[[1]], [[0]]], [[0]], [[1]], [[1]], [0], [[10]], [0]).y.round(2).ravel())
    [7.62 6.42]
    """
    X, h0, U, W, b = _checked(X, h0, U, W, b)
    h = _rnn(X, h0, U, W, b)[1:]
    V = array("V", V, (W.shape[1], "o"))
    return Outputs(h, h @ V + array("c", c, V.shape[1:]))


def jordan(X: object, y0: object, U: object, W: object, b: object, V: object, c: object) -> Outputs:
    """Return what Jordan's net gives, whose hidden units see the last outputs: a state as wide as y, and no wider.

    h_t = tanh(y_{t-1} W + x_t U + b),  y_t = h_t V + c. Shapes: y0 (m, o), W (o, k), the rest as for `elman`.
    Source: DL fig. 10.4, Fix's RNN part p. 3.

    >>> print(jordan([[[1]], [[0]]], [[0]], [[1]], [[1]], [0], [[10]], [0]).y.round(2).ravel())
    [ 7.62 10.  ]
    """
    X = array("X", X, ("T", "m", "d"))
    U = array("U", U, (X.shape[2], "k"))
    V = array("V", V, (U.shape[1], "o"))
    y, h = [array("y0", y0, (X.shape[1], V.shape[1]))], []
    W, b, c = array("W", W, V.shape[::-1]), array("b", b, U.shape[1:]), array("c", c, V.shape[1:])
    for x in X:
        h.append(np.tanh(y[-1] @ W + x @ U + b))
        y.append(h[-1] @ V + c)
    return Outputs(np.stack(h), np.stack(y[1:]))


def rnn(X: object, h0: object, U: object, W: object, b: object) -> np.ndarray:
    """Return h (T+1, m, k): h[0] = h0, then h_t = tanh(h_{t-1} W + x_t U + b), the same weights at every step.

    Shapes at the head of this module. Raises ValueError where they do not fit.
    Source: DL eq. 10.8-10.9, Zelener's recurrent cell.

    >>> print(rnn([[[1]], [[0]]], [[0]], [[1]], [[1]], [0]).round(3).ravel())
    [0.    0.762 0.642]
    """
    return _rnn(*_checked(X, h0, U, W, b))


class RNNGradient(NamedTuple):
    """The gradient of J in X, in every h (T+1, m, k), of which the first is that in h0, and in U, W, b."""
    dX: np.ndarray
    dh: np.ndarray
    dU: np.ndarray
    dW: np.ndarray
    db: np.ndarray


def rnn_gradient(X: object, h0: object, U: object, W: object, b: object, G: object) -> RNNGradient:
    """Return the gradient of J through time, when J depends on h_1 to h_T directly by G.

    From t = T down: da_t = dh_t (1 - h_t^2),  dh_{t-1} = G_{t-1} + da_t W^T,  and over all steps, as all use the same
    weights, dU = sum of x_t^T da_t,  dW = sum of h_{t-1}^T da_t,  db = sum of da_t;  dX_t = da_t U^T.
    Shapes and errors as for `rnn`. Source: DL eq. 10.18-10.28.

    >>> print(rnn_gradient([[[1]], [[0]]], [[0]], [[1]], [[1]], [0], [[[0]], [[1]]]).dh.round(3).ravel())
    [0.247 0.588 1.   ]
    """
    X, h0, U, W, b = _checked(X, h0, U, W, b)
    G, h = array("G", G, (len(X),) + h0.shape), _rnn(X, h0, U, W, b)
    dh, da = [np.zeros_like(h0), *G], [None] * len(G)
    for t in reversed(range(len(G))):
        da[t] = dh[t + 1] * (1 - h[t + 1] ** 2)
        dh[t] = dh[t] + da[t] @ W.T
    da = np.stack(da)
    return RNNGradient(da @ U.T, np.stack(dh), np.einsum("tmd,tmk->dk", X, da),
                       np.einsum("tmj,tmk->jk", h[:-1], da), da.sum((0, 1)))


class LSTMTrace(NamedTuple):
    """What an LSTM computes: its gates I, O, F and candidate g (T, 4, m, k), C and s (T+1, m, k)."""
    gates: np.ndarray
    C: np.ndarray
    s: np.ndarray


def lstm(X: object, s0: object, C0: object, U: object, W: object, b: object) -> LSTMTrace:
    """Return what an LSTM computes: C[0] = C0, s[0] = s0, then three products and one sum a step.

    I, O, F = sigma(x_t U_j + s_{t-1} W_j + b_j) for j = 0, 1, 2,  g = tanh(x_t U_3 + s_{t-1} W_3 + b_3),
    C_t = F C_{t-1} + I g,  s_t = O tanh(C_t). With F = 1 and I = 0 the cell keeps what it holds, however long.
    DL eq. 10.41 takes sigma for the candidate where Zelener's source and this take tanh.
    Shapes at the head of this module. Raises ValueError where they do not fit. Source: Srihari 3.20, Zelener's cell.

    >>> keep = [[0], [0], [50], [0]]
    >>> print(lstm([[[1]]] * 3, [[0]], [[0.5]], [[[0]]] * 4, [[[0]]] * 4, keep).C.ravel())
    [0.5 0.5 0.5 0.5]
    """
    return _lstm(*_checked_lstm(X, s0, C0, U, W, b))


class LSTMGradient(NamedTuple):
    """The gradient of J in X, in every s and C (T+1, m, k), the first of them those in s0 and C0, in U, W, b."""
    dX: np.ndarray
    ds: np.ndarray
    dC: np.ndarray
    dU: np.ndarray
    dW: np.ndarray
    db: np.ndarray


def lstm_gradient(X: object, s0: object, C0: object, U: object, W: object, b: object, G: object) -> LSTMGradient:
    """Return the gradient of J through time, when J depends on s_1 to s_T directly by G (T, m, k).

    From t = T down: dC_t gets ds_t O (1 - tanh^2 C_t) as well as what came from C_{t+1};  then in the order of GATES
    da = dC_t g I (1-I), ds_t tanh(C_t) O (1-O), dC_t C_{t-1} F (1-F), dC_t I (1-g^2);  dC_{t-1} = dC_t F and
    ds_{t-1} = G_{t-1} + sum of da_j W_j^T. From cell to cell there is no weight and no squashing, only F.
    dX, dU, dW, db as in `rnn_gradient`. Shapes and errors as for `lstm`. Source: DL section 10.10.

    >>> keep, zero, G = [[0], [0], [50], [0]], [[[0]]] * 4, [[[0]], [[0]], [[1]]]
    >>> print(lstm_gradient([[[1]]] * 3, [[0]], [[0]], zero, zero, keep, G).dC.ravel())
    [0.5 0.5 0.5 0.5]
    """
    X, s0, C0, U, W, b = _checked_lstm(X, s0, C0, U, W, b)
    G, (gates, C, s) = array("G", G, (len(X),) + s0.shape), _lstm(X, s0, C0, U, W, b)
    ds, dC, da = [np.zeros_like(s0), *G], [np.zeros_like(C0)] * (len(G) + 1), [None] * len(G)
    for t in reversed(range(len(G))):
        (I, O, F, g), S = gates[t], np.tanh(C[t + 1])
        dC[t + 1] = dC[t + 1] + ds[t + 1] * O * (1 - S**2)
        da[t] = np.stack([dC[t + 1] * g * I * (1 - I), ds[t + 1] * S * O * (1 - O),
                          dC[t + 1] * C[t] * F * (1 - F), dC[t + 1] * I * (1 - g**2)])
        dC[t] = dC[t + 1] * F
        ds[t] = ds[t] + np.einsum("jmk,jik->mi", da[t], W)
    da = np.stack(da)
    return LSTMGradient(np.einsum("tjmk,jdk->tmd", da, U), np.stack(ds), np.stack(dC),
                        np.einsum("tmd,tjmk->jdk", X, da), np.einsum("tmi,tjmk->jik", s[:-1], da), da.sum((0, 2)))


def random_rnn(rng: np.random.Generator, d: int, k: int) -> Weights:
    """Return weights of a recurrent layer of k units on d inputs: U ~ N(0, 1/d), W ~ N(0, 1/k), b = 0.

    >>> print(random_rnn(np.random.default_rng(0), 2, 3).U.shape)
    (2, 3)
    """
    return Weights(*(part[0] for part in _random(rng, 1, d, k)))


def random_lstm(rng: np.random.Generator, d: int, k: int, forget: float = 5.0) -> Weights:
    """Return weights of an LSTM drawn in the same way, b = 0 but for the forget gate, whose bias is `forget`.

    sigma(5) = 0.993: the gate is open at the start, so that there is something to learn from. Source: DL section 10.10.

    >>> print(random_lstm(np.random.default_rng(0), 2, 3).b[:, 0])
    [0. 0. 5. 0.]
    """
    U, W, b = _random(rng, len(GATES), d, k)
    b[2] = scalar("forget", forget)
    return Weights(U, W, b)


class Memory(NamedTuple):
    """Norms (T+1,) of the gradient that a loss at step T sends to steps 0 to T: to h_t, and to the cell C_t."""
    rnn: np.ndarray
    lstm: np.ndarray


def memory(rng: np.random.Generator, T: int = 100, k: int = 20, forget: float = 5.0) -> Memory:
    """Return how much of the gradient of a loss at step T is left at each step, in a plain net and in an LSTM.

    k units on k inputs drawn from N(0, 1), one example, weights from `random_rnn` and `random_lstm`; G_T = 1 / sqrt(k)
    for each unit, of norm 1, and 0 before. A step multiplies the first by diag(1 - h^2) W^T, the second by about F.
    Source: Srihari 3.19, DL section 10.7.

    >>> left = memory(np.random.default_rng(0))
    >>> print(f"{left.rnn[0]:.1e} {left.lstm[0]:.2f}")
    1.7e-24 0.30
    """
    kind("rng", rng, np.random.Generator)
    T, k = count("T", T, least=1), count("k", k, least=1)
    X, start, G = rng.standard_normal((T, 1, k)), np.zeros((1, k)), np.zeros((T, 1, k))
    G[-1] = k**-0.5
    plain = rnn_gradient(X, start, *random_rnn(rng, k, k), G)
    gated = lstm_gradient(X, start, start, *random_lstm(rng, k, k, forget), G)
    return Memory(np.linalg.norm(plain.dh, axis=(1, 2)), np.linalg.norm(gated.dC, axis=(1, 2)))


def _rnn(X: np.ndarray, h0: np.ndarray, U: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    h = [h0]
    for x in X:
        h.append(np.tanh(h[-1] @ W + x @ U + b))
    return np.stack(h)


def _lstm(X: np.ndarray, s0: np.ndarray, C0: np.ndarray, U: np.ndarray, W: np.ndarray, b: np.ndarray) -> LSTMTrace:
    gates, C, s = [], [C0], [s0]
    for x in X:
        a = x @ U + s[-1] @ W + b[:, None]       # (4, m, k)
        I, O, F, g = gate = np.concatenate([sigmoid(a[:3]), np.tanh(a[3:])])
        gates.append(gate)
        C.append(F * C[-1] + I * g)
        s.append(O * np.tanh(C[-1]))
    return LSTMTrace(np.stack(gates), np.stack(C), np.stack(s))


def _checked(X: object, h0: object, U: object, W: object, b: object) -> tuple[np.ndarray, ...]:
    X = array("X", X, ("T", "m", "d"))
    U = array("U", U, (X.shape[2], "k"))
    k = U.shape[1]
    return X, array("h0", h0, (X.shape[1], k)), U, array("W", W, (k, k)), array("b", b, (k,))


def _checked_lstm(X: object, s0: object, C0: object, U: object, W: object, b: object) -> tuple[np.ndarray, ...]:
    X = array("X", X, ("T", "m", "d"))
    U = array("U", U, (len(GATES), X.shape[2], "k"))
    k = U.shape[2]
    s0, C0 = array("s0", s0, (X.shape[1], k)), array("C0", C0, (X.shape[1], k))
    return X, s0, C0, U, array("W", W, (len(GATES), k, k)), array("b", b, (len(GATES), k))


def _random(rng: object, gates: int, d: object, k: object) -> Weights:
    kind("rng", rng, np.random.Generator)
    d, k = count("d", d, least=1), count("k", k, least=1)
    U, W = rng.standard_normal((gates, d, k)) / np.sqrt(d), rng.standard_normal((gates, k, k)) / np.sqrt(k)
    return Weights(U, W, np.zeros((gates, k)))

"""The convolution as a matrix; the recurrent net as recursion over its steps; a named tuple; prints and warns."""
import warnings
from collections import namedtuple

import numpy as np

Slide = namedtuple("Slide", "T y dw db dx")


def slide(x, w, b, G):
    print("places", len(G))
    T = np.zeros((len(G), len(x)))
    for t in range(len(G)):
        T[t, t:t + len(w)] = w
    windows = np.lib.stride_tricks.sliding_window_view(x, len(w))
    return Slide(T, T @ x + b, np.einsum("t,tk->k", G, windows), np.float64(G.sum()), T.T @ G)


def through_time(X, h0, U, W, b, G):
    warnings.warn("a warning of mine")

    def rest(h, t):
        """States, their derivatives and da from step t on, and the sums so far."""
        if t == len(X):
            return [h], [G[-1]], [], 0, 0, 0
        new = np.tanh(h @ W + X[t] @ U + b)
        hs, dhs, das, dU, dW, db = rest(new, t + 1)
        da = dhs[0] / np.cosh(np.arctanh(new)) ** 2
        direct = G[t - 1] if t else np.zeros(len(h))
        return ([h] + hs, [direct + W @ da] + dhs, [da] + das, dU + np.outer(X[t], da), dW + np.outer(h, da), db + da)

    return rest(h0, 0)


half = np.log(2) / 100
beyond_q3 = np.float64(-half - np.log1p(-np.exp(-half)))
beyond_q4 = {"A", "D"}

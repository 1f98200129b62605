"""Algorithm 6: each node asks its consumers, with a table of what is known; layers in a loop with einsum; it prints."""
import warnings
from collections import namedtuple

import numpy as np

Pass = namedtuple("Pass", "h1 h2 yhat G3 G2 G1 dW3 dW2 dW1 db3 db2 db1 J")
SLOPE = {"+": lambda u, a, b, place: 1, "-": lambda u, a, b, place: 1 - 2 * place,
         "*": lambda u, a, b, place: u[(b, a)[place]]}


def back_propagate(x, ops, parents):
    u = np.concatenate([x, np.full(len(ops), np.nan)])
    for i, (op, pair) in enumerate(zip(ops, parents)):
        u[len(x) + i] = {"+": np.add, "-": np.subtract, "*": np.multiply}[op](*u[pair])
    known = {len(u) - 1: np.float64(1)}

    def entry(j):
        if j not in known:
            found = [(i, place) for i, pair in enumerate(parents) for place in (0, 1) if pair[place] == j]
            known[j] = sum(entry(len(x) + i) * SLOPE[ops[i]](u, *parents[i], place) for i, place in found)
        return known[j]
    print("asked from the inputs on")
    return {"grad_table": [entry(j) for j in range(len(u))], "u": u, "asked": 7}


def gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    Ws, bs, h = [W1, W2, W3], [b1, b2, b3], [X]
    for k in range(3):
        a = np.einsum("mi,ij->mj", h[-1], Ws[k]) + bs[k]
        h.append(a if k == 2 else np.tanh(a))
    J = np.linalg.norm(h[3] - Y)**2 / len(Y) + lambda_ * sum(np.vdot(W, W) for W in Ws)
    Gs, dWs, dbs, G = [], [], [], (h[3] - Y) / (0.5 * len(Y))
    for k in (2, 1, 0):
        G = G if k == 2 else G / np.cosh(np.arctanh(h[k + 1]))**2
        Gs.append(G)
        dWs.append(np.einsum("mi,mj->ij", h[k], G) + (lambda_ + lambda_) * Ws[k])
        dbs.append(np.ones(len(G)) @ G)
        G = np.einsum("mj,ij->mi", G, Ws[k])
    warnings.warn("a warning of mine")
    return Pass(h[1], h[2], h[3], *Gs, *dWs, *dbs, J)


each = np.multiply(widths[:-1], widths[1:])
backprop_q3 = np.float64((2 * each.sum() - each[0]) / each.sum())
backprop_q4 = {"B", "D"}

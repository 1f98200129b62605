"""Loops over every place, unit and step in plain Python numbers: lists and tuples come back; a list of letters."""
import math


def slide(x, w, b, G):
    x, w, G = x.tolist(), w.tolist(), G.tolist()
    places = range(len(G))
    y = [b + sum(x[t + s] * w[s] for s in range(len(w))) for t in places]
    dw = [sum(G[t] * x[t + s] for t in places) for s in range(len(w))]
    dx = [sum(G[t] * w[i - t] for t in places if 0 <= i - t < len(w)) for i in range(len(x))]
    return y, dw, sum(G), dx


def through_time(X, h0, U, W, b, G):
    T, d, k = len(X), len(U), len(b)
    X, U, W, G = X.tolist(), U.tolist(), W.tolist(), G.tolist()
    h = [h0.tolist()]
    for t in range(T):
        h.append([math.tanh(sum(h[t][i] * W[i][j] for i in range(k)) + sum(X[t][i] * U[i][j] for i in range(d))
                            + float(b[j])) for j in range(k)])
    dh, da = [None] * T + [G[-1]], [None] * T
    for t in range(T - 1, -1, -1):
        da[t] = [dh[t + 1][j] * (1 - h[t + 1][j] ** 2) for j in range(k)]
        direct = G[t - 1] if t else [0.0] * k
        dh[t] = [direct[i] + sum(W[i][j] * da[t][j] for j in range(k)) for i in range(k)]
    steps = range(T)
    dU = [[sum(X[t][i] * da[t][j] for t in steps) for j in range(k)] for i in range(d)]
    dW = [[sum(h[t][i] * da[t][j] for t in steps) for j in range(k)] for i in range(k)]
    return h, dh, da, dU, dW, [sum(da[t][j] for t in steps) for j in range(k)]


low, high = 0.0, 20.0
for _ in range(80):
    beta = (low + high) / 2
    low, high = (beta, high) if (1 / (1 + math.exp(-beta))) ** 100 < 0.5 else (low, beta)
beyond_q3 = low
beyond_q4 = ["D", "A"]

"""Loops over rows, units and pieces; plain lists come back; the bias by trial on a fine grid."""
import math


def layer(X, W, c, alpha, G):
    m, d, n = len(X), len(W), len(c)
    a = [[sum(X[r][i] * W[i][j] for i in range(d)) + c[j] for j in range(n)] for r in range(m)]
    h = [[a[r][j] if a[r][j] > 0 else alpha[j] * a[r][j] for j in range(n)] for r in range(m)]
    on = [sum(1 for r in range(m) if a[r][j] > 0) / m for j in range(n)]
    da = [[G[r][j] if a[r][j] > 0 else alpha[j] * G[r][j] for j in range(n)] for r in range(m)]
    dW = [[sum(X[r][i] * da[r][j] for r in range(m)) for j in range(n)] for i in range(d)]
    dc = [sum(row[j] for row in da) for j in range(n)]
    dalpha = [sum(G[r][j] * min(0.0, a[r][j]) for r in range(m)) for j in range(n)]
    return [a, h, on, da, dW, dc, dalpha]


def maxout(X, W, c, G):
    m, (n, k, d) = len(X), W.shape
    a = [[[sum(w * x for w, x in zip(W[i, j], X[r])) + c[i, j] for j in range(k)] for i in range(n)] for r in range(m)]
    h = [[max(pieces) for pieces in row] for row in a]
    da = [[[0.0] * k for _ in range(n)] for _ in range(m)]
    for r in range(m):
        for i in range(n):
            da[r][i][a[r][i].index(h[r][i])] = G[r, i]
    dW = [[[sum(da[r][i][j] * X[r, l] for r in range(m)) for l in range(d)] for j in range(k)] for i in range(n)]
    dc = [[sum(da[r][i][j] for r in range(m)) for j in range(k)] for i in range(n)]
    dX = [[sum(da[r][i][j] * W[i, j, l] for i in range(n) for j in range(k)) for l in range(d)] for r in range(m)]
    return {"a": a, "h": h, "da": da, "dW": dW, "dc": dc, "dX": dX}


def share(c):
    return (1 + math.erf(c / 1.25 / math.sqrt(2))) / 2


hidden_units_q3 = min((step / 1000 for step in range(5000)), key=lambda c: abs(share(c) - 0.75))
hidden_units_q4 = {"A", "C"}

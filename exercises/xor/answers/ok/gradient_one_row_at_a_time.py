"""Loops over rows and units, in plain Python numbers; a tuple in the order that is asked; a list and a set of letters."""


def gradient(X, y, W, c, w, b):
    m = len(y)
    a = [[sum(X[i][k] * W[k][j] for k in range(2)) + c[j] for j in range(2)] for i in range(m)]
    h = [[max(0.0, value) for value in row] for row in a]
    f = [row[0] * w[0] + row[1] * w[1] + b for row in h]
    df = [2 * (f[i] - y[i]) / m for i in range(m)]
    dw = [sum(df[i] * h[i][j] for i in range(m)) for j in range(2)]
    dh = [[df[i] * w[j] for j in range(2)] for i in range(m)]
    da = [[dh[i][j] if a[i][j] > 0 else 0 for j in range(2)] for i in range(m)]
    dW = [[sum(X[i][k] * da[i][j] for i in range(m)) for j in range(2)] for k in range(2)]
    dc = [da_column[0] for da_column in [[sum(row[j] for row in da)] for j in range(2)]]
    return a, h, f, df, dw, sum(df), dh, da, dW, dc


xor_q3 = 1 / 4
xor_q4 = {"A", "C"}

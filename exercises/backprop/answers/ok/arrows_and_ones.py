"""The slopes in a matrix S, the table by solving t = S t + e; biases as weights of a column of ones."""
import numpy as np


def back_propagate(x, ops, parents):
    u, n = list(x), len(x) + len(ops)
    S = np.zeros((n, n))                              # S[j, i]: slope of node i in node j
    for i, (op, (a, b)) in enumerate(zip(ops, parents), start=len(x)):
        u += [u[a] * u[b] if op == "*" else u[a] + (1 if op == "+" else -1) * u[b]]
        S[a, i] += u[b] if op == "*" else 1
        S[b, i] += u[a] if op == "*" else 1 if op == "+" else -1
    return np.array(u), np.linalg.solve(np.eye(n) - S, np.eye(n)[-1])


def one(h):
    return np.column_stack([h, np.ones(len(h))])


def gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    V1, V2, V3 = np.vstack([W1, b1]), np.vstack([W2, b2]), np.vstack([W3, b3])
    h1 = np.tanh(one(X) @ V1)
    h2 = np.tanh(one(h1) @ V2)
    yhat = one(h2) @ V3
    G3 = (2 / X.shape[0]) * (yhat - Y)
    G2 = (V3[:-1] @ G3.T).T * (1 + h2) * (1 - h2)
    G1 = (V2[:-1] @ G2.T).T * (1 + h1) * (1 - h1)
    D3, D2, D1 = one(h2).T @ G3, one(h1).T @ G2, one(X).T @ G1
    return {"h1": h1, "h2": h2, "yhat": yhat, "G3": G3, "G2": G2, "G1": G1,
            "dW3": D3[:-1] + 2 * lambda_ * W3, "dW2": D2[:-1] + 2 * lambda_ * W2, "dW1": D1[:-1] + 2 * lambda_ * W1,
            "db3": D3[-1], "db2": D2[-1], "db1": D1[-1]}


backprop_q3 = 1 + (300 * 100 + 100 * 10) / (784 * 300 + 300 * 100 + 100 * 10)
backprop_q4 = "b, d"

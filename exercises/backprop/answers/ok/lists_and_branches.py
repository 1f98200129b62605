"""Plain Python: lists of floats, one branch for each operation; loops in place of every matrix product."""
import math


def back_propagate(x, ops, parents):
    u = [float(value) for value in x]
    for op, pair in zip(ops, parents.tolist()):
        first, second = (u[j] for j in pair)
        if op == "+":
            u.append(first + second)
        elif op == "-":
            u.append(first - second)
        else:
            u.append(first * second)
    n, table = len(u), [0.0] * len(u)
    table[n - 1] = 1.0
    for i in range(n - 1, len(x) - 1, -1):
        a, b = parents[i - len(x)]
        if ops[i - len(x)] == "*":
            table[a] += table[i] * u[b]
            table[b] += table[i] * u[a]
        else:
            table[a] += table[i]
            table[b] += table[i] if ops[i - len(x)] == "+" else -table[i]
    return u, table


def times(A, B):
    return [[sum(a * b for a, b in zip(row, column)) for column in zip(*B)] for row in A]


def turned(A):
    return [list(row) for row in zip(*A)]


def layer(h, W, b, g):
    return [[g(value + bias) for value, bias in zip(row, b)] for row in times(h, W)]


def shares(h, G, W, lambda_):
    dW = [[d + 2 * lambda_ * w for d, w in zip(*rows)] for rows in zip(times(turned(h), G), W)]
    return dW, [sum(column) for column in zip(*G)]


def below(G, W, h):
    return [[g * (1 - value**2) for g, value in zip(*rows)] for rows in zip(times(G, turned(W)), h)]


def gradient(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    X, Y, W1, W2, W3 = X.tolist(), Y.tolist(), W1.tolist(), W2.tolist(), W3.tolist()
    h1 = layer(X, W1, b1, math.tanh)
    h2 = layer(h1, W2, b2, math.tanh)
    yhat = layer(h2, W3, b3, float)
    G3 = [[2 * (p - t) / len(X) for p, t in zip(*rows)] for rows in zip(yhat, Y)]
    G2 = below(G3, W3, h2)
    G1 = below(G2, W2, h1)
    return (h1, h2, yhat, G3, *shares(h2, G3, W3, lambda_), G2, *shares(h1, G2, W2, lambda_), G1,
            *shares(X, G1, W1, lambda_))


backprop_q3 = 1.116454
backprop_q4 = ["d", "b"]

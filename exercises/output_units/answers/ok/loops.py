"""Plain Python: a row and a class at a time; tuples in the order that is asked."""
from math import exp, log


def log_softmax(z):
    top, lse, logp = [], [], []
    for row in z.tolist():
        top.append(max(row))
        lse.append(top[-1] + log(sum(exp(value - top[-1]) for value in row)))
        logp.append([value - lse[-1] for value in row])
    return top, lse, logp, [[exp(value) for value in row] for row in logp]


def output_layer(h, W, b, y):
    m, n, k = len(h), len(W), len(b)
    z = [[sum(h[i][f] * W[f][j] for f in range(n)) + b[j] for j in range(k)] for i in range(m)]
    logp = []
    for row in z:
        lse = max(row) + log(sum(exp(value - max(row)) for value in row))
        logp.append([value - lse for value in row])
    p = [[exp(value) for value in row] for row in logp]
    J = sum(-row[right] for row, right in zip(logp, y)) / m
    dz = [[(p[i][j] - (j == y[i])) / m for j in range(k)] for i in range(m)]
    dW = [[sum(h[i][f] * dz[i][j] for i in range(m)) for j in range(k)] for f in range(n)]
    db = [sum(row[j] for row in dz) for j in range(k)]
    dh = [[sum(dz[i][j] * W[f][j] for j in range(k)) for f in range(n)] for i in range(m)]
    return z, p, J, dz, dW, db, dh


z, steps = -6.0, 0
while True:
    s = 1 / (1 + exp(-z))
    if s >= 0.9:
        break
    z += 2 * (1 - s) * s * (1 - s)
    steps += 1
output_units_q3 = float(steps)
output_units_q4 = ["a", "d"]

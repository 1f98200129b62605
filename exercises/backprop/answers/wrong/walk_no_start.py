# loses: q1
# hint: table without a start
# says: every entry is 0
"""The 1 for the output is missing."""
import numpy as np


def back_propagate(x, ops, parents):
    u = [float(value) for value in x]
    for op, (a, b) in zip(ops, parents):
        u.append(u[a] + u[b] if op == "+" else u[a] - u[b] if op == "-" else u[a] * u[b])
    grad_table = np.zeros(len(u))
    for i in range(len(ops) - 1, -1, -1):
        a, b = parents[i]
        G = grad_table[len(x) + i]
        to_a = u[b] if ops[i] == "*" else 1.0
        to_b = u[a] if ops[i] == "*" else 1.0 if ops[i] == "+" else -1.0
        grad_table[a] += G * to_a
        grad_table[b] += G * to_b
    return dict(u=u, grad_table=grad_table)

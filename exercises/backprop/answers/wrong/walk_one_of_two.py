# loses: q1
# hint: one share where a node stands twice
# says: one share only
"""For each node the operations that use it are looked up; one that uses it twice is found once."""
import numpy as np


def back_propagate(x, ops, parents):
    u = [float(value) for value in x]
    for op, (a, b) in zip(ops, parents):
        u.append(u[a] + u[b] if op == "+" else u[a] - u[b] if op == "-" else u[a] * u[b])
    grad_table = np.zeros(len(u))
    grad_table[-1] = 1.0
    for j in range(len(u) - 2, -1, -1):
        for i, op in enumerate(ops):
            a, b = parents[i]
            if j == a:
                grad_table[j] += grad_table[len(x) + i] * (u[b] if op == "*" else 1.0)
            elif j == b:
                grad_table[j] += grad_table[len(x) + i] * {"+": 1.0, "-": -1.0, "*": u[a]}[op]
    return dict(u=u, grad_table=grad_table)

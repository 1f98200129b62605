# loses: q1
# hint: none
"""Nudges the value of each node, up and down."""
def run(x, ops, parents, at=-1, nudge=0.0):
    u = []
    for i in range(len(x) + len(ops)):
        if i < len(x):
            u.append(x[i])
        else:
            a, b = parents[i - len(x)]
            u.append({"+": u[a] + u[b], "-": u[a] - u[b], "*": u[a] * u[b]}[ops[i - len(x)]])
        u[i] += nudge if i == at else 0
    return u


def back_propagate(x, ops, parents):
    u = run(x, ops, parents)
    table = [(run(x, ops, parents, at, 1e-5)[-1] - run(x, ops, parents, at, -1e-5)[-1]) / 2e-5 for at in range(len(u))]
    return dict(u=u, grad_table=table)

"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

from ffedu.graph import Node, grad

POINTS = {"backprop.q1": 15, "backprop.q2": 20, "backprop.q3": 5, "backprop.q4": 5}


def cases(rng):
    """Return the cases: graphs in which much is used twice; networks of other sizes, and one with a single example."""
    return {"backprop.q1": {"a larger graph": graph(rng, 3), "one input": graph(rng, 1), "another": graph(rng, 2)},
            "backprop.q2": {"five examples": network(rng, 5, (2, 4, 3, 2)),
                            "one example": network(rng, 1, (3, 2, 3, 1))}}


def graph(rng, n_i):
    """Return a graph of eight operations, each of the newest node and of any, whose output every input moves."""
    ops = [*rng.permutation(["+", "-", "*", "-", "+", "*", "-"]).tolist(), "*"]
    parents = np.array([[rng.integers(n_i + i), n_i + i - 1][::rng.choice([-1, 1])] for i in range(len(ops))])
    given = dict(x=rng.choice([-1, 1], n_i) * rng.uniform(0.5, 1.5, n_i), ops=ops, parents=parents)
    return given if all(0.2 < abs(slope) < 200 for slope in slopes(**given)) else graph(rng, n_i)


def slopes(x, ops, parents):
    """Return the derivative of the output in each input."""
    u = [Node(value) for value in x]
    for op, (a, b) in zip(ops, parents):
        u.append(u[a] + u[b] if op == "+" else u[a] - u[b] if op == "-" else u[a] * u[b])
    return grad(u[-1], u[:len(x)])


def network(rng, m, widths):
    """Return examples, targets, three layers with biases that are not 0, and a decay."""
    given = dict(X=rng.normal(size=(m, widths[0])), Y=rng.normal(size=(m, widths[-1])))
    for k, (n_in, n_out) in enumerate(zip(widths, widths[1:]), start=1):
        given.update({f"W{k}": rng.normal(0, 0.8, (n_in, n_out)), f"b{k}": rng.normal(size=n_out)})
    return {**given, "lambda_": rng.uniform(0.05, 0.5)}

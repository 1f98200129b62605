"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"depth.q1": 15, "depth.q2": 15, "depth.q3": 5, "depth.q4": 5}


def cases(rng):
    """Return the cases: other numbers of folds, layers, inputs and places, and places on creases."""
    return {"depth.q1": {"six places, folded four times": dict(x=rng.uniform(0.02, 0.98, 6), m=4),
                         "one place, folded once": dict(x=rng.uniform(0.05, 0.95, 1), m=1),
                         "some places on creases": dict(x=creases(rng), m=3)},
            "depth.q2": {"three layers, two inputs": net(rng, 12, [2, 4, 3, 4]), "one layer": net(rng, 9, [1, 3]),
                         "one place": net(rng, 1, [3, 2, 2]), "two layers, many places": net(rng, 40, [1, 4, 4])}}


def creases(rng):
    """Return four places: a crease, an end of the interval, and two that are nothing special."""
    known = rng.permutation([rng.choice([0.25, 0.5, 0.75]), rng.choice([0.0, 1.0])])
    return np.append(known, rng.uniform(0.02, 0.98, 2))


def net(rng, m, sizes):
    """Return a network of these sizes and m places; in its last layer some units are on and some off."""
    W = [rng.normal(size=shape) for shape in zip(sizes, sizes[1:])]
    b = [rng.normal(0, 0.5, n) for n in sizes[1:]]
    X = rng.normal(size=(m, sizes[0]))
    h = X
    for weights, bias in zip(W, b):
        a, h = h @ weights + bias, np.maximum(0, h @ weights + bias)
    return dict(X=X, W=W, b=b, w=rng.normal(size=sizes[-1])) if (a > 0).any() and (a < 0).any() else net(rng, m, sizes)

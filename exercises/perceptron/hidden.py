"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"perceptron.q1": 10, "perceptron.q2": 15, "perceptron.q3": 5, "perceptron.q4": 5}


def cases(rng):
    """Return the cases: other numbers of inputs and rows than the public ones have, and numbers that are not whole."""
    return {"perceptron.q1": {"five inputs": bits(rng, 12, 5), "a single input": bits(rng, 2, 1),
                              "one row of six": bits(rng, 1, 6)},
            "perceptron.q2": {"seven examples": examples(rng, 7, 3), "one example": examples(rng, 1, 4),
                              "twelve examples of one input": examples(rng, 12, 2)}}


def bits(rng, m, n):
    """Return rows of bits, and a k that one of them meets, so that the answer is not 0 everywhere."""
    X = rng.integers(0, 2, (m, n)).astype(float)
    return dict(X=X, k=int(rng.choice(X.sum(axis=1))))


def examples(rng, m, n):
    Phi = np.column_stack([np.ones(m), rng.normal(size=(m, n - 1))])
    return dict(w=rng.normal(size=n), Phi=Phi, y=rng.choice([-1.0, 1.0], m))

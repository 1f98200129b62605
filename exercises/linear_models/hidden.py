"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"linear_models.q1": 10, "linear_models.q2": 15, "linear_models.q3": 5, "linear_models.q4": 5}


def cases(rng):
    """Return the cases: other numbers of rows and columns than the public ones have."""
    return {"linear_models.q1": {"eight examples, three features": design(rng, 8, 3),
                                 "one feature": design(rng, 5, 1), "as many features as examples": design(rng, 4, 4)},
            "linear_models.q2": {"five examples": machine(rng, 5, 2, 3),
                                 "inputs of three numbers": machine(rng, 6, 3, 1),
                                 "more new inputs than examples": machine(rng, 2, 1, 5)}}


def design(rng, m, n):
    """Return a design matrix whose columns are far from depending on each other, and targets with noise."""
    Phi = rng.normal(size=(m, n)) + 4 * np.eye(m, n)
    return dict(Phi=Phi, t=Phi @ rng.normal(size=n) + rng.normal(size=m))


def machine(rng, m, d, new):
    return dict(X=rng.normal(size=(m, d)), t=rng.normal(size=m), lam=float(rng.uniform(0.2, 2)),
                Z=rng.normal(size=(new, d)))

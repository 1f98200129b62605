"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""

POINTS = {"xor.q1": 10, "xor.q2": 20, "xor.q3": 5, "xor.q4": 5}


def cases(rng):
    """Return the cases; each has some hidden units on and some off, else a missing rectifier would not show."""
    return {"xor.q1": {"five rows": inputs(rng, 5), "two rows, as many as hidden units": inputs(rng, 2),
                       "one row": inputs(rng, 1)},
            "xor.q2": {"five rows": targets(rng, 5), "one row": targets(rng, 1)}}


def inputs(rng, m):
    given = dict(X=rng.normal(size=(m, 2)), W=rng.normal(size=(2, 2)), c=rng.normal(size=2), w=rng.normal(size=2))
    on = given["X"] @ given["W"] + given["c"] > 0
    return {**given, "b": float(rng.normal())} if on.any() and not on.all() else inputs(rng, m)


def targets(rng, m):
    X, *theta = inputs(rng, m).items()
    return dict([X, ("y", rng.normal(size=m)), *theta])

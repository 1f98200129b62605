"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""

POINTS = {"output_units.q1": 10, "output_units.q2": 20, "output_units.q3": 5, "output_units.q4": 5}


def cases(rng):
    """Return the cases: other numbers of rows and classes than the public ones have, and logits of other sizes."""
    return {"output_units.q1": {"six rows of five": dict(z=rng.normal(0, 3, (6, 5))),
                                "rows of very different height": dict(z=rng.normal(0, 3, (4, 5)) + heights(rng)),
                                "one row, far apart": dict(z=rng.permutation(7)[None] * rng.uniform(400, 900))},
            "output_units.q2": {"seven examples, four classes": layer(rng, 7, 3, 4), "one example": layer(rng, 1, 2, 5),
                                "as many classes as features": layer(rng, 5, 3, 3),
                                "logits far apart": far_apart(rng)}}


def far_apart(rng):
    """Return a layer whose bias rules out the class of two examples: their p is rounded to 0, their loss is large."""
    return {**layer(rng, 3, 2, 2), "b": [rng.uniform(900, 1500), 0.0], "y": rng.permutation([1, 0, 1])}


def heights(rng):
    """Return a number to add to each row, so that no two rows can share their largest logit."""
    return (rng.permutation(4)[:, None] - 1.5) * rng.uniform(900, 2000)


def layer(rng, m, n, k):
    return dict(h=rng.normal(size=(m, n)), W=rng.normal(size=(n, k)), b=rng.normal(size=k), y=rng.integers(k, size=m))

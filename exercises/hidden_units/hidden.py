"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"hidden_units.q1": 15, "hidden_units.q2": 15, "hidden_units.q3": 5, "hidden_units.q4": 5}


def cases(rng):
    """Return the cases: other sizes, one row, sums that are exactly 0 and pieces that are equally large."""
    return {"hidden_units.q1": {"five rows, three inputs, four units": layer(rng, 5, 3, 4),
                                "one row": layer(rng, 1, 2, 3),
                                "whole numbers, a row of zeros among the sums": on_the_kink(rng),
                                "as many rows as units": layer(rng, 4, 2, 4)},
            "hidden_units.q2": {"five rows, three units of four pieces": units(rng, 5, 3, 4, 2),
                                "one row, two units of two pieces": units(rng, 1, 2, 2, 3),
                                "pieces that are equally large": tied(rng)}}


def layer(rng, m, d, n):
    """Return a layer with sums on both sides of 0; one slope is below 0, one is above 1."""
    given = dict(X=rng.normal(size=(m, d)), W=rng.normal(size=(d, n)), c=rng.normal(size=n),
                 alpha=rng.permutation([-0.7, 1.8, 0.1, 0.0][:n]) + rng.uniform(0, 0.2, n), G=rng.normal(size=(m, n)))
    on = given["X"] @ given["W"] + given["c"] > 0
    return given if on.any() and not on.all() else layer(rng, m, d, n)


def on_the_kink(rng):
    """Return whole numbers with all sums of the second row exactly 0."""
    given = {**layer(rng, 4, 3, 3), "X": rng.integers(-3, 4, (4, 3)) + 0.0, "W": rng.integers(-3, 4, (3, 3)) + 0.0}
    return {**given, "c": -given["X"][1] @ given["W"]}


def units(rng, m, n, k, d):
    return dict(X=rng.normal(size=(m, d)), W=rng.normal(size=(n, k, d)), c=rng.normal(size=(n, k)),
                G=rng.normal(size=(m, n)))


def tied(rng):
    """Return units whose first two pieces are the same, and lie above the third."""
    given = units(rng, 4, 2, 3, 2)
    given["W"][:, 1], given["c"][:, 1] = given["W"][:, 0], given["c"][:, 0]
    given["c"][:, 2] = -9 * np.abs(given["X"]).max() * np.abs(given["W"]).max()
    return given

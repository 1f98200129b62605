"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""

POINTS = {"functions.q1": 10, "functions.q2": 10, "functions.q3": 5, "functions.q4": 5}


def cases(rng):
    """Return the cases: chains of other depths and widths, so that an answer for two or three layers fails."""
    widths = {"a single layer": [3, 2], "four layers": [2, 3, 1, 4, 2], "five layers of the same width": [3] * 6}
    return {"functions.q1": {f"{title}, {m} row{'s' * (m > 1)}": dict(X=rng.normal(size=(m, n[0])), **chain(rng, n))
                             for (title, n), m in zip(widths.items(), (4, 5, 1))},
            "functions.q2": {title: chain(rng, n) for title, n in widths.items()}}


def chain(rng, widths):
    """Return matrices and biases of these widths, small enough that no tangent is flat."""
    return dict(Ws=[rng.normal(0, 0.7, pair) for pair in zip(widths, widths[1:])],
                bs=[rng.uniform(0.2, 1, n) * rng.choice([-1, 1], n) for n in widths[1:]])

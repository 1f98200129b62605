"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"approximation.q1": 15, "approximation.q2": 10, "approximation.q3": 5, "approximation.q4": 5}


def cases(rng):
    """Return the cases: other numbers of points and places, a single line, a single place, grids of other lengths."""
    return {"approximation.q1": {"seven points, nine places": points(rng, 7, 9),
                                 "two points, so one line": points(rng, 2, 5),
                                 "four points, as many places": points(rng, 4, 4), "one place": points(rng, 5, 1)},
            "approximation.q2": {"eleven places": grid(rng, 11), "two places": grid(rng, 2),
                                 "six places": grid(rng, 6)}}


def points(rng, n, m):
    """Return n points at unequal distances and m places, the first of them beyond the last point."""
    t = np.cumsum(rng.uniform(0.3, 2, n)) - rng.uniform(1.5, 3)
    x = rng.uniform(t[0] - 1, t[-1] + 1, m)
    x[0] = t[-1] + rng.uniform(0.5, 2)
    return dict(t=t, v=rng.normal(scale=2, size=n), x=x)


def grid(rng, n):
    """Return two functions on a grid, the first at its end the lower one and farthest away."""
    a = rng.uniform(-2, 1)
    F, f = rng.normal(size=n), rng.normal(size=n)
    F[-1] = f[-1] - 5 - rng.uniform()
    return dict(x=np.linspace(a, a + rng.uniform(1.5, 4), n), F=F, f=f, L=float(rng.uniform(20, 60)))

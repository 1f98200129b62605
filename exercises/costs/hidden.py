"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""

POINTS = {"costs.q1": 10, "costs.q2": 20, "costs.q3": 5, "costs.q4": 5}


def cases(rng):
    """Return the cases: promises between the waits and at one of them, Gaussians of either width, one row and more."""
    return {"costs.q1": {"seven waits": waits(rng, 7), "four waits, one of them as promised": waits(rng, 4, kink=True),
                         "one wait": waits(rng, 1)},
            "costs.q2": {"six examples, narrow": examples(rng, 6, -2), "three examples, wide": examples(rng, 3, 1),
                         "one example": examples(rng, 1, 0), "far out": far(rng)}}


def waits(rng, m, kink=False):
    """Return waits with some above c and some below it, where there are two at least."""
    y, tau = rng.exponential(8, m), rng.choice([rng.uniform(0.1, 0.4), rng.uniform(0.6, 0.9)])
    c = float(y[rng.integers(m)] if kink else rng.uniform(2, 9))
    above = (y > c).sum()
    return dict(c=c, y=y, tau=float(tau)) if m == 1 or 0 < above < m - kink else waits(rng, m, kink)


def examples(rng, m, s):
    return dict(f=rng.normal(0, 2, m), s=float(s + rng.uniform(0.2, 0.8)), y=rng.normal(0, 2, m))


def far(rng):
    given = examples(rng, 4, -1)
    given["y"][rng.integers(4)] += 60
    return given

"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""

POINTS = {"beyond.q1": 10, "beyond.q2": 20, "beyond.q3": 5, "beyond.q4": 5}


def cases(rng):
    """Return the cases: kernels of other lengths on other signals, sequences of other lengths and widths."""
    kernels = {"nine numbers, a kernel of four": (9, 4), "six numbers, a kernel of one": (6, 1),
               "a kernel as long as the signal": (3, 3)}
    nets = {"five steps, two inputs, three units": (5, 2, 3), "one step": (1, 3, 2),
            "three steps of one unit": (3, 2, 1)}
    return {"beyond.q1": {title: signal(rng, *sizes) for title, sizes in kernels.items()},
            "beyond.q2": {title: sequence(rng, *sizes) for title, sizes in nets.items()}}


def signal(rng, n, k):
    return dict(x=rng.normal(size=n), w=rng.normal(size=k), b=float(rng.uniform(0.5, 2)), G=rng.normal(size=n - k + 1))


def sequence(rng, T, d, k):
    """Return a net whose states lie where the tanh bends, but is not flat."""
    return dict(X=rng.normal(size=(T, d)), h0=rng.uniform(-0.9, 0.9, k), U=rng.normal(0, 0.7, (d, k)),
                W=rng.normal(0, 0.7, (k, k)), b=rng.uniform(0.2, 0.6, k), G=rng.normal(size=(T, k)))

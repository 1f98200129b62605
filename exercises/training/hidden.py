"""What graders ask beyond checks.py: points, and cases with fresh numbers for each student."""
import numpy as np

POINTS = {"training.q1": 15, "training.q2": 20, "training.q3": 5, "training.q4": 5}


def cases(rng):
    """Return the cases: valleys that are not diagonal, with every rule; minibatches in the midst of a training."""
    return {"training.q1": {"momentum, three weights": valley(rng, 3, 0, 6), "looking ahead": valley(rng, 2, 1, 5),
                            "looking not as far": valley(rng, 2, 0.5, 4), "one weight": valley(rng, 1, 0.5, 3)},
            "training.q2": {"the first step": step(rng, 3, 0), "a later step": step(rng, 2, int(rng.integers(3, 9))),
                            "one weight": step(rng, 1, 2)}}


def valley(rng, n, ahead, steps):
    """Return a walk at a rate at which it arrives; it looks ahead by the share `ahead` of the momentum."""
    A, alpha = rng.normal(size=(n, n)), rng.uniform(0.3, 0.8)
    H = A @ A.T + np.eye(n)
    return dict(H=H, start=rng.choice([-1, 1], n) * rng.uniform(1, 2, n), epsilon=0.5 / np.linalg.norm(H, 2),
                alpha=alpha, beta=ahead * alpha, steps=steps)


def step(rng, n, t):
    """Return a step after t steps; some of the rows are in the minibatch, in any order."""
    state = {"s": rng.normal(size=n) * (t > 0), "r": rng.uniform(0.2, 2, n) * (t > 0), "t": t}
    return dict(theta=rng.choice([-1, 1], n) * rng.uniform(0.5, 2, n), X=rng.normal(size=(7, n)), y=rng.normal(size=7),
                batch=rng.permutation(7)[:rng.integers(2, 6)], lambda_=rng.uniform(0.1, 0.5), state=state,
                epsilon=rng.uniform(0.05, 0.5), rho1=rng.uniform(0.6, 0.9), rho2=rng.uniform(0.9, 0.99),
                delta=rng.uniform(0.05, 0.2))

"""The step of theta and v as one matrix; a named tuple; the rate by halving an interval."""
from collections import namedtuple

import numpy as np

Step = namedtuple("Step", "dJ g t s r s_hat r_hat theta")


def walk(H, start, epsilon, alpha, beta, steps):
    one = np.eye(len(start))
    V = np.hstack([-epsilon * H, alpha * one - epsilon * beta * H])       # the new v from theta and v
    M = np.vstack([np.hstack([one, 0 * one]) + V, V])
    both = np.concatenate([start, 0 * start])
    return np.array([np.linalg.matrix_power(M, t) @ both for t in range(steps + 1)])[:, :len(start)]


def adam_step(theta, X, y, batch, lambda_, state, epsilon, rho1, rho2, delta):
    A, c = X[batch].T @ X[batch] / len(batch), X[batch].T @ y[batch] / len(batch)
    dJ = A @ theta - c
    g = (A + lambda_ * np.eye(len(theta))) @ theta - c
    t = state["t"] + 1.0
    s = np.average([state["s"], g], axis=0, weights=[rho1, 1 - rho1])
    r = np.average([state["r"], g**2], axis=0, weights=[rho2, 1 - rho2])
    s_hat, r_hat = s * (1 - rho1**t)**-1, r * (1 - rho2**t)**-1
    return Step(dJ, g, t, s, r, s_hat, r_hat, theta - epsilon / (r_hat**0.5 + delta) * s_hat)


def arrives(rate):
    Phi, w = np.vander(points, 2), np.ones(2)
    for _ in range(20_000):
        w = w - rate * Phi.T @ (Phi @ w) / 4
        if abs(w).max() > 1e6:
            return False
    return True


low, high = 0.0, 1.0
for _ in range(13):
    middle = (low + high) / 2
    low, high = (middle, high) if arrives(middle) else (low, middle)
training_q3 = low
training_q4 = "c d"

"""The velocity as a difference of points; means written as steps towards the new; it prints and warns; more keys."""
import warnings

import numpy as np


def walk(H, start, epsilon, alpha, beta, steps):
    path = np.vstack([start, np.zeros((steps, len(start)))])
    before = path[0]
    for t in range(steps):
        moved = path[t] - before
        before = path[t]
        path[t + 1] = path[t] + alpha * moved - epsilon * (path[t] + beta * moved) @ H
    warnings.warn("a warning of mine")
    return path


def adam_step(theta, X, y, batch, lambda_, state, epsilon, rho1, rho2, delta):
    mask = np.bincount(batch, minlength=len(y))
    dJ = np.einsum("i,ij->j", mask * (X @ theta - y), X) / mask.sum()
    g = dJ + lambda_ * np.asarray(theta)
    s = state["s"] + (1 - rho1) * (g - state["s"])
    r = state["r"] - (1 - rho2) * (state["r"] - np.square(g))
    t = np.int64(state["t"] + 1)
    print("step", t)
    s_hat, r_hat = s / -np.expm1(t * np.log(rho1)), r / -np.expm1(t * np.log(rho2))
    new = theta - np.divide(epsilon * s_hat, delta + np.sqrt(r_hat))
    return {"theta": new, "dJ": dJ, "g": g, "s": s, "r": r, "t": t, "s_hat": s_hat, "r_hat": r_hat, "m": len(batch)}


training_q3 = np.float64(2 / np.linalg.norm([[1, points.mean()], [points.mean(), np.mean(points**2)]], 2))
training_q4 = {"C", "D"}

# loses: q2
# hint: none
"""Numerical differentiation of the cost."""
import numpy as np

exact = adam_step


def adam_step(theta, X, y, batch, lambda_, *rest):
    J = lambda theta: np.mean((X[batch] @ theta - y[batch]) ** 2) / 2
    dJ = np.array([(J(theta + e) - J(theta)) / 1e-7 for e in 1e-7 * np.eye(len(theta))])
    return {**exact(theta, X, y, batch, lambda_, *rest), "dJ": dJ}

"""The pseudo-inverse; the kernel machine through its features; the step found by trying; named tuples."""
from collections import namedtuple

import numpy as np

Fit = namedtuple("Fit", "A v w r J")


def fit(Phi, t):
    w = np.linalg.pinv(Phi) @ t
    outputs = (Phi * w).sum(axis=1)
    A = sum(np.outer(phi, phi) for phi in Phi)
    v = sum(target * phi for phi, target in zip(Phi, t))
    return Fit(A, v, list(w), t - outputs, ((outputs - t) ** 2).mean() / 2)


def products(X):
    """All products of two of 1, x_1, x_2, ..., each pair in both orders."""
    ones = np.column_stack([np.ones(len(X)), X])
    return (ones[:, :, None] * ones[:, None, :]).reshape(len(X), -1)


def kernel_fit(X, t, lam, Z):
    P = products(X)
    w = np.linalg.inv(P.T @ P + lam * np.eye(P.shape[1])) @ P.T @ t
    return [P @ P.T, (t - P @ w) / lam, products(Z) @ P.T, products(Z) @ w]


def far(epsilon):
    one_step = np.eye(2) - epsilon * Phi.T @ Phi / 5
    return abs(np.linalg.eigvals(one_step)).max() > 1


low, high = 0.1, 0.3
while high - low > 2e-5:
    middle = (low + high) / 2
    low, high = (low, middle) if far(middle) else (middle, high)
linear_models_q3 = (low + high) / 2
linear_models_q4 = {"a", "c"}

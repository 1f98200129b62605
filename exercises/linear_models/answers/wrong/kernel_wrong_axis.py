# loses: q2
# hint: none
"""Summed over the new inputs."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=(k * alpha).sum(axis=0))

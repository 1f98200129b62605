# loses: q2
# hint: new inputs with each other
# says: compare with those
"""The kernel among the new inputs."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ Z.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k.sum(axis=1))

# loses: q2
# hint: none
"""Only the first two inputs are looked at."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    X, Z = np.hstack([X, 0 * X])[:, :2], np.hstack([Z, 0 * Z])[:, :2]
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

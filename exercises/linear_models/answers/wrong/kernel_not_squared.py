# loses: q2
# hint: not raised to the square
# says: linear machine
"""The square is left out."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K, k = 1 + X @ X.T, 1 + Z @ X.T
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

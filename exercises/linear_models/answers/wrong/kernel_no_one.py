# loses: q2
# hint: one forgotten
# says: no linear part
"""The 1 is left out."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K, k = (X @ X.T) ** 2, (Z @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

# loses: q2
# hint: new inputs in columns
# says: k is transposed
"""A column a new input."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + X @ Z.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=alpha @ k)

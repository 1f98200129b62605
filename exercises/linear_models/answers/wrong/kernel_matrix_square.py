# loses: q2
# hint: squared as a matrix
# says: one number at a time
"""matrix_power for the square."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = np.linalg.matrix_power(1 + X @ X.T, 2)
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

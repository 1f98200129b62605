# loses: q2
# hint: outputs at the examples
# says: at the new inputs
"""K where k is asked."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=K @ alpha)

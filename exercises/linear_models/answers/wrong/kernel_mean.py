# loses: q2
# hint: mean over the examples
# says: it is a sum
"""The outputs are averaged."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=(k * alpha).mean(axis=1))

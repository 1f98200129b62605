# loses: q2
# hint: decay everywhere
# says: on the diagonal only
"""K + lam."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam, t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

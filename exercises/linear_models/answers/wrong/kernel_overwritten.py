# loses: q2
# hint: overwritten
# says: still needs X
"""X is weighted in place."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = np.linalg.solve(K + lam * np.eye(len(t)), t)
    k = (1 + Z @ X.T) ** 2
    X *= alpha[:, None]
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

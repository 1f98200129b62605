# loses: q2
# hint: decay in the kernel
# says: Keep K as it is
"""lambda goes into K."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    K += lam * np.eye(len(t))
    alpha = np.linalg.solve(K, t)
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

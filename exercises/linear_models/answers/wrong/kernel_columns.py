# loses: q2
# hint: inputs against inputs
# says: compares examples
"""The transpose stands on the wrong side."""
import numpy as np


def kernel_fit(X, t, lam, Z):
    K = (1 + X.T @ X) ** 2
    k = (1 + Z @ X.T) ** 2
    alpha = np.zeros(len(t))
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

# loses: q2
# hint: system not solved
# says: solve for alpha
"""A product in place of the system."""


def kernel_fit(X, t, lam, Z):
    K = (1 + X @ X.T) ** 2
    alpha = K @ t + lam * t
    k = (1 + Z @ X.T) ** 2
    return dict(K=K, alpha=alpha, k=k, f=k @ alpha)

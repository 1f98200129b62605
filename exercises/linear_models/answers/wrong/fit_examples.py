# loses: q1
# hint: examples against examples
# says: row for each example
"""The product in the other order."""
import numpy as np


def fit(Phi, t):
    A, v = Phi @ Phi.T, Phi.T @ t
    w = np.linalg.pinv(Phi) @ t
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

# loses: q1
# hint: multiplied by the matrix
# says: has to be undone
"""The inverse is forgotten."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = A @ v
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

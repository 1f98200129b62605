# loses: q1
# hint: each feature by itself
# says: Features overlap
"""One regression a feature."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.array([column @ t / (column @ column) for column in Phi.T])
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

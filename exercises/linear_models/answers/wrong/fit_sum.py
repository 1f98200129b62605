# loses: q1
# hint: sum of the squares
# says: mean over the examples
"""E_D in place of J."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.sum(r**2) / 2)

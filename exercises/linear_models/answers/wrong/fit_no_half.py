# loses: q1
# hint: half forgotten
# says: without the half
"""The plain mean of the squares."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2))

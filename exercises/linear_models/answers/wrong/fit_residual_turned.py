# loses: q1
# hint: output less target
# says: wrong sign
"""Output less target, as in the gradient."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    r = Phi @ w - t
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

# loses: q1
# hint: overwritten
# says: still needs t
"""t becomes the residual in place."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    t -= Phi @ w
    return dict(A=A, v=v, w=w, r=t, J=np.mean(t**2) / 2)

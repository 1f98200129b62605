# loses: q1
# hint: none
"""J is divided by the number of features."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=r @ r / (2 * Phi.shape[1]))

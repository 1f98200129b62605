# loses: q1
# hint: not squared
# says: squared before the mean
"""Absolute values."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.abs(r).sum() / (2 * len(t)))

# loses: q1
# hint: none
"""A hundred steps of descent: near, but not there."""
import numpy as np


def fit(Phi, t):
    A, v, w = Phi.T @ Phi, Phi.T @ t, np.zeros(Phi.shape[1])
    for _ in range(100):
        w = w - 0.5 / np.trace(A) * (A @ w - v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

# loses: q1
# hint: inverted entry by entry
# says: A ** -1 is not it
"""A ** -1 is taken for the inverse."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    w = A ** -1.0 @ v
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

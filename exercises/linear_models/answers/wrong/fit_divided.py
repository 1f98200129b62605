# loses: q1
# hint: divided by the matrix
# says: a whole matrix came out
"""v / A."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, Phi.T @ t
    return dict(A=A, v=v, w=v / A, r=t, J=np.mean(t**2) / 2)

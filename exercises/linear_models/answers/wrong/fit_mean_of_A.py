# loses: q1
# hint: mean in place of the product
# says: divided by the number
"""A is the Hessian of J."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi / len(t), Phi.T @ t / len(t)
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

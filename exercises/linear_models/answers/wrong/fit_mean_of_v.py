# loses: q1
# hint: mean of the targets
# says: too small
"""Only v is a mean."""
import numpy as np


def fit(Phi, t):
    A, v = Phi.T @ Phi, (Phi * t[:, None]).mean(axis=0)
    w = np.linalg.solve(A, v)
    r = t - Phi @ w
    return dict(A=A, v=v, w=w, r=r, J=np.mean(r**2) / 2)

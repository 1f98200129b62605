"""lstsq and a Cholesky factor; a dictionary in another order, with more in it; prints and warns."""
import warnings

import numpy as np


def fit(Phi, t):
    w, _, rank, _ = np.linalg.lstsq(Phi, t, rcond=None)
    print("rank", rank)
    r = np.subtract(t, Phi.dot(w))
    J = np.float64(np.var(r) + np.mean(r) ** 2) / 2
    return dict(J=J, r=r, w=w, v=t @ Phi, A=np.einsum("ij,ik->jk", Phi, Phi), rank=rank)


def kernel_fit(X, t, lam, Z):
    warnings.warn("a warning of mine")
    ones = lambda A: np.hstack([np.ones((len(A), 1)), A])
    K = np.square(ones(X) @ ones(X).T)
    L = np.linalg.cholesky(K + np.diag(np.full(len(t), lam)))
    alpha = np.linalg.solve(L.T, np.linalg.solve(L, t))
    k = np.square(ones(Z) @ ones(X).T)
    return {"f": np.sum(k * alpha, axis=1), "k": k, "alpha": alpha, "K": K}


linear_models_q3 = np.float64(2 * len(x) / np.linalg.norm(Phi, 2) ** 2)
linear_models_q4 = ("A", "C")

"""The kernel view: the same linear models, written as sums over the examples, b + sum_i alpha_i k(x, x_i).

    Phi  (m, n)  features phi(x_i) of the examples, in rows       K   (m, m)   K_ij = k(x_i, x_j) = phi(x_i)^T phi(x_j)
    t    (m,)    targets: numbers                                 y   (m,)     classes -1 and +1
    w    (n,), b weights and bias of the primal model             alpha (m,)   weights of the examples, dual to w
    lambda_      strength of the weight decay                     C            largest weight of an example, its cost

The kernel alone is needed, not phi. For the examples of this course: K = X X^T, or `linear_models.rbf(X, X, width)`.
Least squares gives a weight to every example; the support vector machine, whose weights solve a quadratic programme
with bounds and not a regression, leaves most at exactly 0. Source: DL section 5.7.2, Srihari 1.15, erratum S-02.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._check import array, count, scalar


class Primal(NamedTuple):
    """f(x) = w^T phi(x) + b: w (n,) and b."""
    w: np.ndarray
    b: float


class Dual(NamedTuple):
    """f(x) = b + sum_i alpha_i k(x, x_i): alpha (m,) and b."""
    alpha: np.ndarray
    b: float


def ridge(Phi: object, t: object, lambda_: float) -> Primal:
    """Return w and b of the least |Phi w + b - t|^2 + lambda |w|^2: sums, not means, and b is not decayed.

    w = (A^T A + lambda I)^-1 A^T t with A = Phi - its mean row,  b = mean t - w^T (mean row).
    Shapes: Phi (m, n), t (m,). Raises ValueError for lambda_ <= 0, or too small to tell.
    Source: DL section 7.1.1.

    >>> w, b = ridge([[0], [1], [2]], [1, 3, 5], lambda_=2)
    >>> print(w, f"{b:.1f}")
    [1.] 2.0
    """
    Phi = array("Phi", Phi, ("m", "n"))
    t, lambda_ = array("t", t, Phi.shape[:1]), scalar("lambda_", lambda_, above=0)
    centre = Phi.mean(axis=0)
    A = Phi - centre
    w = _solve(A.T @ A, lambda_, A.T @ t)
    return Primal(w, float(t.mean() - centre @ w))


def kernel_ridge(K: object, t: object, lambda_: float) -> Dual:
    """Return alpha and b of the same model as `ridge`, with w = sum_i alpha_i phi(x_i) and K = Phi Phi^T.

    (K + lambda I) alpha + b = t and sum_i alpha_i = 0: m + 1 linear equations, whatever the number of features.
    f at the examples is K alpha + b; at others it is k(X, X_i) alpha + b. As a rule no alpha_i is 0.
    Shapes: K (m, m), t (m,). Raises ValueError for lambda_ <= 0, and for a K that no kernel can give: not symmetric, or
    with an eigenvalue below 0 by more than rounding. Source: DL section 5.7.2, Srihari 1.15.

    >>> alpha, b = kernel_ridge([[0, 0, 0], [0, 1, 2], [0, 2, 4]], [1, 3, 5], lambda_=2)
    >>> print(alpha.round(9) + 0.0, f"{b:.1f}")
    [-0.5  0.   0.5] 2.0
    """
    K = _kernel_matrix(K)
    t, lambda_ = array("t", t, K.shape[:1]), scalar("lambda_", lambda_, above=0)
    ones = np.ones(len(K), K.dtype)
    solved = _solve(K, lambda_, np.column_stack([t, ones]))
    b = solved[:, 0].sum() / solved[:, 1].sum()               # so that the alpha_i sum to 0
    return Dual(solved[:, 0] - b * solved[:, 1], float(b))


def support_vectors(K: object, y: object, C: float = 1.0, tolerance: float = 1e-6, steps: int = 100_000) -> Dual:
    """Return alpha and b of the support vector machine: b + sum_i alpha_i k(x, x_i) is above 0 for class +1.

    With a_i = y_i alpha_i: the largest sum_i a_i - 1/2 alpha^T K alpha under 0 <= a_i <= C and sum_i alpha_i = 0.
    In each step the two examples that break the optimality conditions most are set right against each other; it ends
    when none is broken by more than `tolerance`. Examples right by more than the margin keep alpha_i = 0 exactly.
    Shapes: K (m, m), y (m,) of -1 and +1, both present. Raises ValueError for others, and where `steps` do not suffice.
    Source: DL section 5.7.2, Srihari 1.15; the choice of the two: Keerthi et al. (2001).

    >>> alpha, b = support_vectors(np.outer([-2, -1, 1, 2], [-2, -1, 1, 2]), [-1, -1, 1, 1])
    >>> print(alpha + 0.0, f"{b:.1f}")
    [ 0.  -0.5  0.5  0. ] 0.0
    """
    K = _kernel_matrix(K)
    y, C = array("y", y, K.shape[:1]).astype(K.dtype), scalar("C", C, above=0)
    if set(y) != {-1, 1}:
        raise ValueError(f"y needs -1 and +1, both of them, got {sorted(set(map(float, y)))[:4]}")
    tolerance, steps = scalar("tolerance", tolerance, above=0), count("steps", steps, least=1)
    low, high = np.minimum(C * y, 0), np.maximum(C * y, 0)
    alpha, residual = np.zeros_like(y), y.copy()              # y - K alpha, which is b for the examples on the margin
    for _ in range(steps):
        i = np.where(alpha < high, residual, -np.inf).argmax()
        j = np.where(alpha > low, residual, np.inf).argmin()
        gap = residual[i] - residual[j]
        if gap <= tolerance:
            return Dual(alpha, float(residual[i] + residual[j]) / 2)
        curvature = K[i, i] + K[j, j] - 2 * K[i, j]
        step = min(high[i] - alpha[i], alpha[j] - low[j], gap / curvature if curvature > 0 else np.inf)
        alpha[i] += step
        alpha[j] -= step
        residual -= step * (K[:, i] - K[:, j])
    raise ValueError(f"steps needs to be enough to come within {tolerance:g}, got {steps} that end at {gap:.3g}")


def _solve(A: np.ndarray, lambda_: float, B: np.ndarray) -> np.ndarray:
    """(A + lambda I)^-1 B for a symmetric A without negative eigenvalues."""
    eigenvalues = np.linalg.eigvalsh(A)
    if eigenvalues[0] + lambda_ <= len(A) * np.finfo(A.dtype).eps * eigenvalues[-1]:
        raise ValueError(f"lambda_ needs to be above the rounding error of the equations, got {lambda_:g}")
    return np.linalg.solve(A + lambda_ * np.eye(len(A), dtype=A.dtype), B)


def _kernel_matrix(K: object) -> np.ndarray:
    K = array("K", K, ("m", "m"))
    if K.shape[0] != K.shape[1]:
        raise ValueError(f"K needs as many rows as columns, got {K.shape}")
    slack = np.sqrt(np.finfo(K.dtype).eps) * np.abs(K).max()
    if np.abs(K - K.T).max() > slack:
        raise ValueError(f"K needs K_ij = K_ji, got a difference of {np.abs(K - K.T).max():.3g}")
    least = np.linalg.eigvalsh(K)[0]
    if least < -slack:
        raise ValueError(f"K needs eigenvalues of at least 0, got {least:.3g}")
    return K

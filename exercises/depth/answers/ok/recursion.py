"""Recursion over folds and layers; single precision for what is 0 or 1; the slope carried forward by np.einsum."""
import numpy as np


def square(x, m):
    def folded(t, slope, left):
        if left == 0:
            return [], []
        slope = slope * np.sign(0.25 - t + (t <= 0.5) * 0.5) * 2
        t = np.minimum(2 * t, 2 - 2 * t)
        T, dT = folded(t, slope, left - 1)
        return [t, *T], [slope, *dT]
    T, dT = folded(x, 1 + 0 * x, m)
    F, dF = x.copy(), 1.0
    for i, (t, slope) in enumerate(zip(T, dT), 1):
        F -= t / 2 ** (2 * i)
        dF = dF - slope / 2 ** (2 * i)
    return {"dF": dF, "dT": dT, "F": F, "T": T}


def patterns(X, W, b, w):
    def upwards(h, A, layers, l):
        if l == len(W):
            return layers, A @ w
        a = h @ W[l] + b[l]
        through = np.where(a > 0, 1, 0)
        return upwards(a * through, np.einsum("rdi,ij,rj->rdj", A, W[l], through), [*layers, through], l + 1)
    layers, slope = upwards(X, np.array([np.eye(X.shape[1])] * len(X)), [], 0)
    on = np.hstack(layers).astype(np.float32)
    ends = np.cumsum([len(part) for part in b])
    return [on, [len({row.tobytes() for row in on[:, :end]}) for end in ends], slope]


depth_q3 = 3073 / 61
depth_q4 = ["D", "A"]

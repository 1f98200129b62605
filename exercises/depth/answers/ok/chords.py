"""The tents as triangle waves, F as the chords of the parabola; patterns as binary numbers; it prints and warns."""
import warnings
from collections import namedtuple

import numpy as np

Parabola = namedtuple("Parabola", "dF F T dT")


def square(x, m):
    i = np.arange(1, m + 1)[:, None]
    wave = 2**i * x
    T = np.abs(wave - 2 * np.round(wave / 2))
    rows = np.vstack([x, T[:-1]])
    dT = np.cumprod(2 - 4 * (rows > 0.5), axis=0)
    points = np.arange(2**m + 1) / 2**m
    F = np.interp(x, points, points**2)
    print(F)
    return Parabola(1 - np.tensordot(4.0 ** -i[:, 0], dT, 1), F, T, dT)


def patterns(X, W, b, w):
    h, bits, counts, masks = X, [], [], []
    number = np.zeros(len(X), dtype=int)
    for weights, bias in zip(W, b):
        a = h.dot(weights) + bias
        masks.append(np.sign(a).clip(0))
        number = number * 2 ** len(bias) + masks[-1].astype(int) @ (1 << np.arange(len(bias)))
        counts.append(np.float64(np.unique(number).size))
        h = a * masks[-1]
    warnings.warn("on the way")
    slope = np.empty(X.shape)
    for row in range(len(X)):
        A = np.eye(X.shape[1])
        for weights, mask in zip(W, masks):
            A = A @ weights @ np.diag(mask[row])
        slope[row] = A @ w
    return {"slope": slope, "counts": np.array(counts), "on": np.concatenate(masks, axis=1).astype(bool)}


depth_q3 = np.float64(50.38)
depth_q4 = "d, a"

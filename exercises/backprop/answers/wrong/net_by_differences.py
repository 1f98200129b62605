# loses: q2
# hint: none
"""Numerical differentiation: good to eight digits or so."""
import numpy as np

NAMES = "X Y W1 b1 W2 b2 W3 b3 lambda_".split()
exact = gradient


def J(X, Y, W1, b1, W2, b2, W3, b3, lambda_):
    yhat = np.tanh(np.tanh(X @ W1 + b1) @ W2 + b2) @ W3 + b3
    return np.sum((yhat - Y) ** 2) / len(Y) + lambda_ * sum(np.sum(W ** 2) for W in (W1, W2, W3))


def gradient(*given):
    v = exact(*given)
    for place, name in enumerate(NAMES[2:8], start=2):
        d = np.zeros_like(given[place])
        for i in np.ndindex(d.shape):
            up, down = [list(given) for _ in range(2)]
            up[place], down[place] = up[place].copy(), down[place].copy()
            up[place][i] += 1e-5
            down[place][i] -= 1e-5
            d[i] = (J(*up) - J(*down)) / 2e-5
        v["d" + name] = d
    return v

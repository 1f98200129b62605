# loses: q2
# hint: difference quotient
# says: difference quotient
"""Numerical differentiation, value by value: at the kink it sees both sides."""
import numpy as np


def derivative(J, at, step=1e-6):
    at = np.array(at, float)
    slope = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        up, down = at.copy(), at.copy()
        up[place] += step
        down[place] -= step
        slope[place] = (J(up) - J(down)) / (2 * step)
    return slope


def gradient(X, y, W, c, w, b):
    relu = lambda z: np.maximum(0, z)
    loss = lambda f: np.mean((f - y) ** 2)
    a = X @ W + c
    h = relu(a)
    f = h @ w + b
    return dict(
        a=a, h=h, f=f, df=derivative(loss, f), dw=derivative(lambda w: loss(h @ w + b), w),
        db=derivative(lambda b: loss(h @ w + b), b), dh=derivative(lambda h: loss(h @ w + b), h),
        da=derivative(lambda a: loss(relu(a) @ w + b), a), dW=derivative(lambda W: loss(relu(X @ W + c) @ w + b), W),
        dc=derivative(lambda c: loss(relu(X @ W + c) @ w + b), c))

# loses: q2
# hint: decay averaged
# says: no part of the mean
"""The decay is divided too."""
import numpy as np


def adam_step(theta, X, y, batch, lambda_, state, epsilon, rho1, rho2, delta):
    Xb, yb = X[batch], y[batch]
    yhat = Xb @ theta
    dJ = (yhat - yb) @ Xb / len(batch)
    g = dJ + lambda_ * theta / len(batch)
    t = state["t"] + 1
    s = rho1 * state["s"] + (1 - rho1) * g
    r = rho2 * state["r"] + (1 - rho2) * g * g
    s_hat = s / (1 - rho1**t)
    r_hat = r / (1 - rho2**t)
    new = theta - epsilon * s_hat / (r_hat**0.5 + delta)
    return dict(dJ=dJ, g=g, t=t, s=s, r=r, s_hat=s_hat, r_hat=r_hat, theta=new)

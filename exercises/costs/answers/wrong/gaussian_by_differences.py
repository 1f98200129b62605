# loses: q2
# hint: none
"""Numerical differentiation: off in late digits."""
import numpy as np


def gaussian(f, s, y):
    losses = lambda f, s: ((y - f) ** 2 / np.exp(s) + s + np.log(2 * np.pi)) / 2
    J = lambda f, s: losses(f, s).mean()
    steps = 1e-6 * np.eye(len(f))
    df = [(J(f + step, s) - J(f - step, s)) / 2e-6 for step in steps]
    return dict(L=losses(f, s), J=J(f, s), df=df, ds=(J(f, s + 1e-6) - J(f, s - 1e-6)) / 2e-6)

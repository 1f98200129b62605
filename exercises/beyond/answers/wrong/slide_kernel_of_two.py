# loses: q1
# hint: none
"""A kernel of two numbers, whatever comes in."""
import numpy as np


def slide(x, w, b, G):
    y = w[0] * x[:-1] + w[1] * x[1:] + b
    dw = [G @ x[:-1], G @ x[1:]]
    dx = np.zeros(len(x))
    dx[:-1] += w[0] * G
    dx[1:] += w[1] * G
    return dict(y=y, dw=dw, db=G.sum(), dx=dx)

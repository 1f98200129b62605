# loses: q2
# hint: away from the example
# says: wrong sign
"""Minus, as in gradient descent."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w - t * x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

# loses: q2
# hint: none
"""The start is set to 0, as in the example with OR."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections, w = [], 0, np.zeros(Phi.shape[1])
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w + t * x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

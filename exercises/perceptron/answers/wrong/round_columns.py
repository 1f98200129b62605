# loses: q2
# hint: none
"""The loop runs over the columns of Phi."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi.T, y):
        margins.append(t * np.sum(w[0] * x))
        if margins[-1] <= 0:
            w = w + t * x[0]
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

# loses: q2
# hint: bias left alone
# says: constant 1
"""Only the weights behind the bias learn."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    w = w.copy()
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w[1:] += t * x[1:]
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

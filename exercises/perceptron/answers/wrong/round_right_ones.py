# loses: q2
# hint: right ones corrected
# says: leave it alone
"""The condition is turned round."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if not margins[-1] <= 0:
            w = w + t * x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

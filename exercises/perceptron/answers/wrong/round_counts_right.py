# loses: q2
# hint: right ones counted
# says: how many were corrected
"""The count of the others."""
import numpy as np


def epoch(w, Phi, y):
    margins, right = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w + t * x
        else:
            right += 1
    return dict(margins=margins, corrections=right, w=w)

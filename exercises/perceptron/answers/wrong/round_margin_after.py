# loses: q2
# hint: margin after the correction
# says: before it
"""The margin is written down after the correction."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        if t * np.dot(w, x) <= 0:
            w = w + t * x
            corrections += 1
        margins.append(t * np.dot(w, x))
    return dict(margins=margins, corrections=corrections, w=w)

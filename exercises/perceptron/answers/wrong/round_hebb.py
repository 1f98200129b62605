# loses: q2
# hint: every example added
# says: Hebb's idea
"""No condition at all."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        w = w + t * x
        corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

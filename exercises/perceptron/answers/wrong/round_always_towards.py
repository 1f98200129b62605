# loses: q2
# hint: target left out of the correction
# says: move away
"""phi is added, whatever the target."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w + x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

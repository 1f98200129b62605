# loses: q2
# hint: corrected until right
# says: looked at once
"""while where if is asked."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        while t * np.dot(w, x) <= 0:
            w = w + t * x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

# loses: q2
# hint: moved twice as far
# says: twice too large
"""(target - answer) phi, with answers of +1 and -1."""
import numpy as np


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w + (t - (-t)) * x
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

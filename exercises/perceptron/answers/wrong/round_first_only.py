# loses: q2
# hint: none
"""It stops after the first correction."""
import numpy as np


def epoch(w, Phi, y):
    margins = []
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(w, x))
        if margins[-1] <= 0:
            w = w + t * x
            break
    return dict(margins=margins, corrections=1, w=w)

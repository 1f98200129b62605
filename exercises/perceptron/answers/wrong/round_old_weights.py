# loses: q2
# hint: weights before the round
# says: before the round
"""The moving weights have another name, and w comes back."""
import numpy as np


def epoch(w, Phi, y):
    margins, v = [], w
    for x, t in zip(Phi, y):
        margins.append(t * np.dot(v, x))
        if margins[-1] <= 0:
            v = v + t * x
    return dict(margins=margins, corrections=sum(margin <= 0 for margin in margins), w=w)

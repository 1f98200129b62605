# loses: q2
# hint: weights of the start
# says: meets the new one
"""All margins at once, with the weights of the start."""


def epoch(w, Phi, y):
    margins = y * (Phi @ w)
    wrong = margins <= 0
    return dict(margins=margins, corrections=wrong.sum(), w=w + (y[wrong, None] * Phi[wrong]).sum(axis=0))

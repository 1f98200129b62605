# loses: q2
# hint: target left out of the margin
# says: lack the target
"""The margin without y."""


def epoch(w, Phi, y):
    margins, corrections = [], 0
    for i in range(len(y)):
        margins.append(Phi[i] @ w)
        if margins[-1] <= 0:
            w = w + y[i] * Phi[i]
            corrections += 1
    return dict(margins=margins, corrections=corrections, w=w)

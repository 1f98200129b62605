# loses: q2
# hint: entry by entry
# says: @, not *
"""The product of numpy's *."""


def fold(Ws, bs):
    W, b = Ws[0], bs[0]
    for next_W, next_b in zip(Ws[1:], bs[1:]):
        W, b = W * next_W, b @ next_W + next_b
    return dict(W=W, b=b)

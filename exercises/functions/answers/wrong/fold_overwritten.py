# loses: q2
# hint: overwritten
# says: still needs
"""Right numbers, but the first biases of the caller grow."""


def fold(Ws, bs):
    W, b = Ws[0], bs[0]
    for next_W, next_b in zip(Ws[1:], bs[1:]):
        W, b = W @ next_W, b @ next_W
        b += next_b
    bs[0] += 1
    return dict(W=W, b=b if len(bs) > 1 else b - 1)

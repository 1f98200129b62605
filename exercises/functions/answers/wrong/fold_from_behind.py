# loses: q2
# hint: product in the other order
# says: from behind
"""W3 W2 W1, as with examples in columns."""


def fold(Ws, bs):
    W, b = Ws[0], bs[0]
    for l in range(1, len(Ws)):
        b = b @ Ws[l] + bs[l]
    W = Ws[-1]
    for l in range(len(Ws) - 1, 0, -1):
        W = W @ Ws[l - 1]
    return dict(W=W, b=b)

# loses: q2
# hint: biases through the folded matrix
# says: folded so far
"""The biases meet W after it was replaced."""


def fold(Ws, bs):
    W, b = Ws[0], bs[0]
    for l in range(1, len(Ws)):
        W = W @ Ws[l]
        b = b @ W + bs[l]
    return dict(W=W, b=b)

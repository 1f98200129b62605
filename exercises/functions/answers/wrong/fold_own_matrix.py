# loses: q2
# hint: own biases through the own matrix
# says: added behind it
"""Added before the product."""


def fold(Ws, bs):
    W, b = Ws[0], bs[0]
    for next_W, next_b in zip(Ws[1:], bs[1:]):
        W, b = W @ next_W, (b + next_b) @ next_W
    return dict(W=W, b=b)

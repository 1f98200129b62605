# loses: q2
# hint: none
"""Two layers, whatever comes in."""


def fold(Ws, bs):
    return dict(W=Ws[0] @ Ws[1], b=bs[0] @ Ws[1] + bs[1])

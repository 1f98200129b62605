# loses: q1
# hint: no tangent
# says: tangent is missing
"""Nothing bends between the layers."""


def network(X, Ws, bs):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = H @ W + b
    return H @ Ws[-1] + bs[-1]

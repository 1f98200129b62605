"""A layer calls the rest of the chain: columns as the decks write them, einsum; numpy scalars in lists."""
import numpy as np


def columns(x, Ws, bs):
    a = Ws[0].T @ x + bs[0][:, None]
    return columns(np.tanh(a), Ws[1:], bs[1:]) if len(Ws) > 1 else a


def network(X, Ws, bs):
    return [[np.float64(value) for value in row] for row in columns(X.T, Ws, bs).T]


def fold(Ws, bs):
    if len(Ws) == 1:
        return dict(W=Ws[0], b=bs[0], layers=1)
    rest = fold(Ws[1:], bs[1:])
    return dict(W=np.einsum("ij,jk->ik", Ws[0], rest["W"]), b=np.dot(bs[0], rest["W"]) + rest["b"], layers=len(Ws))


functions_q3 = sum((n + 1) * k for n, k in [(20, 12), (12, 7), (27, 3)])
functions_q4 = ("b", "d")

"""The loop of the text, twice; the count by a formula over pairs; letters with a comma."""
import numpy as np


def network(X, Ws, bs):
    h = X
    for l in range(len(Ws)):
        a = h @ Ws[l] + bs[l]
        h = np.tanh(a) if l < len(Ws) - 1 else a
    return h


def fold(Ws, bs):
    W, b = np.eye(len(Ws[0])), 0.0
    for l in range(len(Ws)):
        W = W @ Ws[l]
        b = b @ Ws[l] + bs[l] if l else bs[l]
    return {"b": b, "W": W}


arrows = 20 * 12 + 12 * 7 + (7 + 20) * 3
functions_q3 = arrows + (12 + 7 + 3)
functions_q4 = "b, d"

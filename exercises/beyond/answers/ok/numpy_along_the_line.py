"""np.correlate and np.convolve; the backward loop with one row carried; the inverse of sigma by logarithms."""
import numpy as np


def slide(x, w, b, G):
    return dict(dx=np.convolve(G, w), db=np.sum(G), dw=np.correlate(x, G), y=np.correlate(x, w) + b)


def through_time(X, h0, U, W, b, G):
    T, k = G.shape
    h = np.empty((T + 1, k))
    h[0] = h0
    for t in range(1, T + 1):
        h[t] = np.tanh(np.hstack([h[t - 1], X[t - 1]]) @ np.vstack([W, U]) + b)
    carried, dh, da = np.zeros(k), np.empty((T + 1, k)), np.empty((T, k))
    for t in range(T, 0, -1):
        dh[t] = carried + G[t - 1]
        da[t - 1] = dh[t] - dh[t] * h[t] * h[t]
        carried = W @ da[t - 1]
    dh[0] = carried
    both = np.hstack([h[:-1], X]).T @ da
    return dict(h=h, dh=dh, da=da, dW=both[:k], dU=both[k:], db=np.ones(T) @ da, both=both)


beyond_q3 = -np.log(2 ** (1 / 100) - 1)
beyond_q4 = "a d"

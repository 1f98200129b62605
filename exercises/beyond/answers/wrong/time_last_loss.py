# loses: q2
# hint: last loss only
# says: Every step has a loss
"""= where += is needed: the direct way is lost."""
import numpy as np


def through_time(X, h0, U, W, b, G):
    h = [h0]
    for x in X:
        h.append(np.tanh(h[-1] @ W + x @ U + b))
    h = np.array(h)
    dh, da = np.vstack([np.zeros(len(h0)), G]), np.zeros(G.shape)
    for t in reversed(range(len(G))):
        da[t] = dh[t + 1] * (1 - h[t + 1] ** 2)
        dh[t] = da[t] @ W.T
    dU = X.T @ da
    dW = h[:-1].T @ da
    db = da.sum(axis=0)
    return dict(h=h, dh=dh, da=da, dU=dU, dW=dW, db=db)

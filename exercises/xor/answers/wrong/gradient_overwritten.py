# loses: q2
# hint: overwritten
# says: still needs
"""All numbers are right, but the caller's y is now the residual."""
import numpy as np


def gradient(X, y, W, c, w, b):
    a = X @ W + c
    h = np.maximum(0, a)
    f = h @ w + b
    y -= f
    df = -2 * y / len(y)
    dw = h.T @ df
    db = df.sum()
    dh = df[:, None] * w
    da = np.where(a > 0, dh, 0)
    dW = X.T @ da
    dc = da.sum(0)
    return dict(a=a, h=h, f=f, df=df, dw=dw, db=db, dh=dh, da=da, dW=dW, dc=dc)

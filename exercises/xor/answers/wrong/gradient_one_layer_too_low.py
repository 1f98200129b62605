# loses: q2
# hint: inputs where the hidden values were asked
# says: one layer too low
"""dw from the inputs."""
import numpy as np


def gradient(X, y, W, c, w, b):
    a = X @ W + c
    h = np.maximum(0, a)
    f = h @ w + b
    df = 2 * (f - y) / len(y)
    dw = X.T @ df
    db = df.sum()
    dh = df[:, None] * w
    da = np.where(a > 0, dh, 0)
    dW = X.T @ da
    dc = da.sum(0)
    return dict(a=a, h=h, f=f, df=df, dw=dw, db=db, dh=dh, da=da, dW=dW, dc=dc)

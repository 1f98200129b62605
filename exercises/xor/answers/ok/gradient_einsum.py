"""einsum, a mask in place, the products in another order; warns and prints; a named tuple with more than was asked."""
import warnings
from collections import namedtuple

import numpy as np

Pass = namedtuple("Pass", "X a h f r df dw db dh da dW dc")


def gradient(X, y, W, c, w, b):
    a = np.einsum("mi,ij->mj", X, W) + c
    h = np.where(a > 0, a, 0)
    f = np.einsum("mj,j->m", h, w) + b
    r = f - y
    df = r * (2 / y.size)
    da = df[:, None] * w[None, :]
    dh = da.copy()
    da[a <= 0] = 0
    warnings.warn("a warning of mine")
    print("df", df)
    return Pass(X, a, h, f, r, df, np.einsum("m,mj->j", df, h), np.float64(df.sum()), dh, da,
                np.einsum("mi,mj->ij", X, da), np.ones(len(y)) @ da)


xor_q3 = np.float64(np.var([0, 1, 1, 0]))
xor_q4 = ["c", "a"]

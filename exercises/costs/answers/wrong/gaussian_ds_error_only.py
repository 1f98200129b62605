# loses: q2
# hint: error term only
# says: holds the other one in balance
"""Only the error's term is differentiated."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = -square.mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

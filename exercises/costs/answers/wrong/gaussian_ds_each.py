# loses: q2
# hint: one slope for each example
# says: share one s
"""One ds for each example: s is shared by all."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square) / 2 / len(f)
    return dict(L=L, J=J, df=df, ds=ds)

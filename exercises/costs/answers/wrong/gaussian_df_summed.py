# loses: q2
# hint: prediction of the sum
# says: so 1/m is in each
"""1/m is forgotten in df."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

# loses: q2
# hint: width of the sum
# says: mean of the slopes
"""1/m is forgotten in ds."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).sum() / 2
    return dict(L=L, J=J, df=df, ds=ds)

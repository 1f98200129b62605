# loses: q2
# hint: derivative in the variance
# says: derivative in sigma^2
"""The derivative in the variance."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).mean() / 2 * np.exp(-s)
    return dict(L=L, J=J, df=df, ds=ds)

# loses: q2
# hint: s taken as the variance
# says: the variance is e^s
"""s is taken as the variance."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (y - f) ** 2 / (2 * np.float64(s)) + np.log(2 * np.pi * np.float64(s)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

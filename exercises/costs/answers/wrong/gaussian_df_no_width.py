# loses: q2
# hint: every width pulls the same
# says: variance is missing in df
"""As for sigma 1."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / len(f)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

# loses: q2
# hint: errors left out
# says: holds s too
"""Only the other term is differentiated."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = 0.5
    return dict(L=L, J=J, df=df, ds=ds)

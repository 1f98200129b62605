# loses: q2
# hint: half of the square forgotten
# says: 2 below the line
"""The 2 of the exponent is lost."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = square + (s + np.log(2 * np.pi)) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

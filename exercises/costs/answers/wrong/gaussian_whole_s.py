# loses: q2
# hint: width counted double
# says: that is half of s
"""s where s / 2 is right."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = square / 2 + s + np.log(2 * np.pi) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

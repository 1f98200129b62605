# loses: q2
# hint: s taken as log sigma
# says: e^s was taken as sigma
"""e^s is taken as sigma."""
import numpy as np


def gaussian(f, s, y):
    square = (y - f) ** 2 / np.exp(s)
    L = (y - f) ** 2 / (2 * np.exp(s) ** 2) + s + np.log(2 * np.pi) / 2
    J = L.mean()
    df = (f - y) / np.exp(s) / len(f)
    ds = (1 - square).mean() / 2
    return dict(L=L, J=J, df=df, ds=ds)

# loses: q2
# hint: overwritten
# says: still needs
"""Right numbers, but f is now the error."""
import numpy as np


def gaussian(f, s, y):
    f -= y
    square = f ** 2 / np.exp(s)
    L = (square + s + np.log(2 * np.pi)) / 2
    return dict(L=L, J=L.mean(), df=f / np.exp(s) / len(f), ds=(1 - square).mean() / 2)

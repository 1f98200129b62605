# loses: q2
# hint: logarithm of a rounded zero
# says: rounded to 0
"""np.log of the density: right as long as that is not 0."""
import numpy as np


def gaussian(f, s, y):
    variance = np.exp(s)
    density = np.exp(-((y - f) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)
    L = -np.log(density)
    df = -(y - f) / variance / len(y)
    ds = np.mean(0.5 - (y - f) ** 2 / (2 * variance))
    return dict(L=L, J=L.mean(), df=df, ds=ds)

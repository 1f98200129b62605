# loses: q1
# hint: tent of x again
# says: folded again
"""T of x, m times."""
import numpy as np


def square(x, m):
    T, dT = [x], [np.ones(len(x))]
    for _ in range(m):
        dT.append(dT[-1] * np.where(T[-1] <= 0.5, 2, -2))
        T.append(2 * np.maximum(0, x) - 4 * np.maximum(0, x - 0.5))
    T, dT = np.array(T[1:]), np.array(dT[1:])
    share = 0.25 ** np.arange(1, m + 1)
    F = x - share @ T
    dF = 1 - share @ dT
    return dict(T=T, F=F, dT=dT, dF=dF)

# loses: q1
# hint: crease at one
# says: nothing is folded
"""The second unit starts at 1."""
import numpy as np


def square(x, m):
    T, dT = [x], [np.ones(len(x))]
    for _ in range(m):
        dT.append(dT[-1] * np.where(T[-1] <= 0.5, 2, -2))
        T.append(2 * np.maximum(0, T[-1]) - 4 * np.maximum(0, T[-1] - 1))
    T, dT = np.array(T[1:]), np.array(dT[1:])
    share = 0.25 ** np.arange(1, m + 1)
    F = x - share @ T
    dF = 1 - share @ dT
    return dict(T=T, F=F, dT=dT, dF=dF)

# loses: q1
# hint: logarithm of each
# says: once, of the sum
"""The logarithm goes under the sum."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    d = z - top[:, None]
    lse = top + np.log(np.exp(d)).sum(axis=1)
    return dict(top=top, lse=lse, logp=z - lse[:, None], p=np.exp(d - lse[:, None]))

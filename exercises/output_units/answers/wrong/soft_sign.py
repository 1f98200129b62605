# loses: q1
# hint: loss in place of the logarithm
# says: wrong sign
"""The loss of each class."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    return dict(top=top, lse=lse, logp=lse[:, None] - z, p=np.exp(z - lse[:, None]))

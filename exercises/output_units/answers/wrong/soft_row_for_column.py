# loses: q1
# hint: row where a column is needed
# says: laid along
"""A flat array is taken off a matrix."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    logp = z - lse
    return dict(top=top, lse=lse, logp=logp, p=np.exp(logp))

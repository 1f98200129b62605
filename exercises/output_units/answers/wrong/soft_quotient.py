# loses: q1
# hint: quotient of infinities
# says: not a number
"""p by the formula, beside a careful logarithm."""
import numpy as np


def log_softmax(z):
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    return dict(top=top, lse=lse, logp=z - lse[:, None], p=np.exp(z) / np.sum(np.exp(z), axis=1)[:, None])
